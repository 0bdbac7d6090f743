//! Secrets that must be read again (seeds of second factors): sealed with AES-256-GCM under a master key that is no part of the database.
//!
//! Promises: the keys lie in a file that only its owner reads, or in an environment variable; the first one seals, all of them open, so
//! that a key is changed without a stop by writing a new one before it. Looking makes no file. Must never show a key or a secret in `Debug` or in an error.

use std::fmt;
use std::io::Write as _;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use crate::world::World;

/// The environment variable that goes before the file; keys are parted by commas there.
pub const VARIABLE: &str = "TONGGUAN_MASTER_KEYS";
const FILE: &str = "master-keys";

/// Where the master keys are.
#[derive(Clone)]
pub struct Vault {
    file: PathBuf,
    world: World,
}

/// A sealed secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The key that it is sealed under.
    pub key_id: String,
    /// Nonce and cipher text.
    pub bytes: Vec<u8>,
}

/// Why a secret was not sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The file cannot be read or made.
    #[error("主密钥文件 {0} 无法读写")]
    File(PathBuf, #[source] std::io::Error),
    /// Others than its owner may read the file.
    #[error("主密钥文件 {0} 的权限须为 0600")]
    Open(PathBuf),
    /// A line is no key.
    #[error("主密钥不是“编号 64 位十六进制”的形式")]
    NoKey,
    /// The keys come from the environment, which is not ours to write.
    #[error("主密钥来自环境变量 {VARIABLE}，在那里更换")]
    Elsewhere,
    /// The key that seals is not taken away.
    #[error("主密钥 {0} 正用来加密，先运行 tongguan keys rotate")]
    InUse(String),
    /// There is no such key.
    #[error("没有编号为 {0} 的主密钥")]
    Unknown(String),
    /// The key is gone, or what was sealed was changed.
    #[error("用主密钥 {0} 无法打开")]
    Sealed(String),
}

struct Key {
    id: String,
    bytes: [u8; 32],
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").field("file", &self.file).finish_non_exhaustive()
    }
}

impl Vault {
    /// The vault of an installation; its file is made when it is first needed.
    pub fn new(data: &Path, world: World) -> Self {
        Self { file: data.join(FILE), world }
    }

    /// Seals a secret for its owner: opened for another one, it does not open.
    pub fn seal(&self, secret: &[u8], owner: &[u8]) -> Result<Sealed, VaultError> {
        let key = self.sealing()?;
        let nonce: [u8; NONCE_LEN] = self.world.random();
        let mut bytes = secret.to_vec();
        let lost = || VaultError::Sealed(key.id.clone());
        cipher(&key)
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(owner), &mut bytes)
            .map_err(|_| lost())?;
        Ok(Sealed { key_id: key.id, bytes: [&nonce[..], &bytes].concat() })
    }

    /// Opens a secret, and says whether it should be sealed again under a newer key.
    pub fn open(&self, sealed: &Sealed, owner: &[u8]) -> Result<(Vec<u8>, bool), VaultError> {
        let lost = || VaultError::Sealed(sealed.key_id.clone());
        let keys = self.keys()?;
        let place = keys.iter().position(|key| key.id == sealed.key_id).ok_or_else(lost)?;
        let (nonce, text) = sealed.bytes.split_at_checked(NONCE_LEN).ok_or_else(lost)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| lost())?;
        let mut bytes = text.to_vec();
        let opened = cipher(&keys[place]).open_in_place(nonce, Aad::from(owner), &mut bytes);
        Ok((opened.map_err(|_| lost())?.to_vec(), place > 0))
    }

    /// The ids of all keys, the one that seals first; none where none was needed yet.
    pub fn ids(&self) -> Result<Vec<String>, VaultError> {
        Ok(self.keys()?.into_iter().map(|key| key.id).collect())
    }

    /// The file of the keys; none where they come from the environment.
    pub fn file(&self) -> Option<&Path> {
        std::env::var_os(VARIABLE).is_none().then_some(self.file.as_path())
    }

    /// Takes a key away that seals no more. Whatever is still sealed under it never opens again.
    pub fn retire(&self, id: &str) -> Result<(), VaultError> {
        self.file().ok_or(VaultError::Elsewhere)?;
        match self.keys()?.iter().position(|key| key.id == id) {
            None => Err(VaultError::Unknown(id.to_owned())),
            Some(0) => Err(VaultError::InUse(id.to_owned())),
            Some(_) => {
                let is_other = |line: &&str| key(line.trim()).map_or(true, |key| key.id != id);
                let text = self.read()?;
                let left: String = text.lines().filter(is_other).flat_map(|line| [line, "\n"]).collect();
                self.write(&left)
            }
        }
    }

    /// Writes a new key before the others; answers its id.
    pub fn rotate(&self) -> Result<String, VaultError> {
        self.file().ok_or(VaultError::Elsewhere)?;
        let before = match self.file.exists() {
            true => self.read()?,
            false => String::new(),
        };
        let (id, line) = self.fresh();
        self.write(&format!("{line}\n{before}"))?;
        Ok(id)
    }

    /// The key that seals; made when it is first needed.
    fn sealing(&self) -> Result<Key, VaultError> {
        if let Some(first) = self.keys()?.into_iter().next() {
            return Ok(first);
        }
        self.rotate()?;
        self.keys()?.into_iter().next().ok_or(VaultError::NoKey)
    }

    fn keys(&self) -> Result<Vec<Key>, VaultError> {
        let text = match std::env::var(VARIABLE) {
            Ok(text) => text.replace(',', "\n"),
            Err(_) if self.file.exists() => self.read()?,
            Err(_) => String::new(),
        };
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(key).collect()
    }

    fn fresh(&self) -> (String, String) {
        let bytes: [u8; 32] = self.world.random();
        let id = format!("k{}", hex::encode(self.world.random::<4>()));
        let line = format!("{id} {}", hex::encode(bytes));
        (id, line)
    }

    fn read(&self) -> Result<String, VaultError> {
        let fault = |error| VaultError::File(self.file.clone(), error);
        let mode = std::fs::metadata(&self.file).map_err(fault)?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(VaultError::Open(self.file.clone()));
        }
        std::fs::read_to_string(&self.file).map_err(fault)
    }

    /// Writes the file beside its place and moves it there: it is never half a file.
    fn write(&self, text: &str) -> Result<(), VaultError> {
        let fault = |error| VaultError::File(self.file.clone(), error);
        let beside = self.file.with_extension("new");
        let mut options = std::fs::OpenOptions::new();
        let mut file =
            options.write(true).create(true).truncate(true).mode(0o600).open(&beside).map_err(fault)?;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(fault)?;
        std::fs::rename(&beside, &self.file).map_err(fault)
    }
}

fn key(line: &str) -> Result<Key, VaultError> {
    let (id, digits) = line.split_once(char::is_whitespace).ok_or(VaultError::NoKey)?;
    let mut bytes = [0; 32];
    hex::decode_to_slice(digits.trim(), &mut bytes).map_err(|_| VaultError::NoKey)?;
    Ok(Key { id: id.to_owned(), bytes })
}

fn cipher(key: &Key) -> LessSafeKey {
    LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &key.bytes).expect("32 bytes are a key"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault() -> (tempfile::TempDir, Vault) {
        let folder = tempfile::tempdir().expect("a folder");
        let vault = Vault::new(folder.path(), World::system());
        (folder, vault)
    }

    #[test]
    fn what_is_sealed_opens_for_its_owner_alone() {
        let (folder, vault) = vault();
        let sealed = vault.seal(b"seed", b"zhang").expect("sealed");
        assert!(!sealed.bytes.windows(4).any(|part| part == b"seed"));
        assert_eq!(vault.open(&sealed, b"zhang").expect("opened"), (b"seed".to_vec(), false));
        assert!(vault.open(&sealed, b"li").is_err());
        let mut changed = sealed.clone();
        changed.bytes[14] ^= 1;
        assert!(vault.open(&changed, b"zhang").is_err());
        let mode = std::fs::metadata(folder.path().join(FILE)).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_ne!(
            vault.seal(b"seed", b"zhang").expect("sealed").bytes,
            sealed.bytes,
            "a nonce is used once"
        );
    }

    #[test]
    fn a_key_is_changed_without_a_stop() {
        let (_folder, vault) = vault();
        let old = vault.seal(b"seed", b"zhang").expect("sealed");
        let id = vault.rotate().expect("a new key");
        assert_eq!(vault.open(&old, b"zhang").expect("opened"), (b"seed".to_vec(), true), "still opens");
        let new = vault.seal(b"seed", b"zhang").expect("sealed");
        assert_eq!(
            (new.key_id.as_str(), vault.open(&new, b"zhang").expect("opened").1),
            (id.as_str(), false)
        );
    }

    #[test]
    fn a_key_is_taken_away_once_it_seals_no_more() {
        let (folder, vault) = vault();
        assert_eq!(vault.ids().expect("none"), Vec::<String>::new());
        assert!(!folder.path().join(FILE).exists(), "looking makes no file");
        let old = vault.seal(b"seed", b"zhang").expect("sealed");
        assert!(matches!(vault.retire(&old.key_id), Err(VaultError::InUse(_))));
        let newest = vault.rotate().expect("a new key");
        assert_eq!(vault.ids().expect("two"), [newest.clone(), old.key_id.clone()]);
        assert!(matches!(vault.retire("k0"), Err(VaultError::Unknown(_))));
        vault.retire(&old.key_id).expect("taken away");
        assert_eq!(vault.ids().expect("one"), [newest]);
        assert!(matches!(vault.open(&old, b"zhang"), Err(VaultError::Sealed(_))));
    }

    #[test]
    fn a_file_that_others_read_is_not_used() {
        let (folder, vault) = vault();
        vault.seal(b"seed", b"zhang").expect("sealed");
        let file = folder.path().join(FILE);
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).expect("changed");
        assert!(matches!(vault.seal(b"seed", b"zhang"), Err(VaultError::Open(_))));
    }
}
