//! Why a certificate is not used: said to the administrator in both languages, each with what to do.
//!
//! Must never quote what is in a file.

use std::fmt;
use std::path::PathBuf;

/// What is wrong with the files of TLS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TlsFault {
    /// The file of the certificate cannot be read.
    CertificateUnreadable(PathBuf, String),
    /// The file holds no certificate in PEM.
    NoCertificate(PathBuf),
    /// What it holds is no certificate that can be used.
    BadCertificate(PathBuf, String),
    /// The file of the key cannot be read.
    KeyUnreadable(PathBuf, String),
    /// The file holds no key in PEM, or one behind a passphrase.
    NoKey(PathBuf),
    /// The key is of a kind that is not supported.
    BadKey(PathBuf, String),
    /// The key belongs to another certificate.
    KeyOfAnother(PathBuf, PathBuf),
    /// A name for a self-made certificate is neither a host nor an address.
    BadName(String),
    /// A self-made certificate cannot be written or signed.
    NotMade(PathBuf, String),
    /// The authority of this installation is damaged.
    BadAuthority(PathBuf),
}

impl TlsFault {
    /// A short name of it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::CertificateUnreadable(..) => "certificate_unreadable",
            Self::NoCertificate(..) => "no_certificate",
            Self::BadCertificate(..) => "bad_certificate",
            Self::KeyUnreadable(..) => "key_unreadable",
            Self::NoKey(..) => "no_key",
            Self::BadKey(..) => "bad_key",
            Self::KeyOfAnother(..) => "key_of_another",
            Self::BadName(..) => "bad_name",
            Self::NotMade(..) => "not_made",
            Self::BadAuthority(..) => "bad_authority",
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::CertificateUnreadable(file, why) => {
                format!(
                    "证书文件 {} 无法读取（{why}）。核对路径和权限：运行本程序的用户须能读取",
                    file.display()
                )
            }
            Self::NoCertificate(file) => {
                format!("{} 里没有 PEM 格式的证书。先放服务器证书，再依次放中间证书", file.display())
            }
            Self::BadCertificate(file, why) => {
                format!("{} 里的证书不能用（{why}）。向签发者重新取 PEM 格式的证书", file.display())
            }
            Self::KeyUnreadable(file, why) => {
                format!(
                    "私钥文件 {} 无法读取（{why}）。核对路径和权限：运行本程序的用户须能读取",
                    file.display()
                )
            }
            Self::NoKey(file) => format!("{} 里没有 PEM 格式的私钥。私钥不能带口令", file.display()),
            Self::BadKey(file, why) => {
                format!(
                    "{} 里的私钥不能用（{why}）。用 RSA（2048 位以上）、ECDSA P-256/P-384 或 Ed25519",
                    file.display()
                )
            }
            Self::KeyOfAnother(certificate, key) => format!(
                "私钥 {} 与证书 {} 不是一对。核对是否拿了另一张证书的私钥，或服务器证书没有放在文件最前面",
                key.display(),
                certificate.display()
            ),
            Self::BadName(name) => {
                format!("名称 {name} 不能写进证书。[tls] names 里只写主机名或 IP 地址，不写端口和通配符")
            }
            Self::NotMade(file, why) => {
                format!("自制证书 {} 无法写入（{why}）。核对数据目录的权限和剩余空间", file.display())
            }
            Self::BadAuthority(folder) => format!(
                "{} 里自制的 CA 已损坏。由备份恢复这个目录；没有备份时删掉它再启动，会另做一个 CA，使用者的电脑须重新安装",
                folder.display()
            ),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::CertificateUnreadable(file, why) => format!(
                "The certificate {} cannot be read ({why}). Check its path and that the user who runs this program may read it",
                file.display()
            ),
            Self::NoCertificate(file) => format!(
                "{} holds no certificate in PEM. Put the server's certificate first, then those between it and the root",
                file.display()
            ),
            Self::BadCertificate(file, why) => {
                format!(
                    "The certificate in {} cannot be used ({why}). Get it from its issuer again, in PEM",
                    file.display()
                )
            }
            Self::KeyUnreadable(file, why) => format!(
                "The key {} cannot be read ({why}). Check its path and that the user who runs this program may read it",
                file.display()
            ),
            Self::NoKey(file) => {
                format!(
                    "{} holds no private key in PEM. A key behind a passphrase cannot be used",
                    file.display()
                )
            }
            Self::BadKey(file, why) => format!(
                "The key in {} cannot be used ({why}). Use RSA (2048 bits or more), ECDSA P-256/P-384 or Ed25519",
                file.display()
            ),
            Self::KeyOfAnother(certificate, key) => format!(
                "The key {} does not belong to the certificate {}. Take the key of this certificate, and put the server's own certificate first",
                key.display(),
                certificate.display()
            ),
            Self::BadName(name) => {
                format!(
                    "{name} cannot stand in a certificate. Write hosts or IP addresses into [tls] names, without ports or wildcards"
                )
            }
            Self::NotMade(file, why) => format!(
                "The self-made certificate {} cannot be written ({why}). Check the rights and the space of the data folder",
                file.display()
            ),
            Self::BadAuthority(folder) => format!(
                "The self-made CA in {} is damaged. Restore the folder from a backup; without one, delete it and start again: another CA is made and must be installed on every machine",
                folder.display()
            ),
        }
    }
}

impl fmt::Display for TlsFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}", self.chinese(), self.english())
    }
}

impl std::error::Error for TlsFault {}
