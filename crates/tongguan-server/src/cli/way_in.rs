//! The arguments that say how browsers reach the server.

use std::path::PathBuf;

use clap::Args;

use crate::config::Config;

/// Over its own TLS, through a proxy, or plainly.
#[derive(Args, Clone, Default)]
pub(super) struct WayIn {
    /// 浏览器以明文 HTTP 访问，仅限本机
    #[arg(long, env = "TONGGUAN_PLAIN_HTTP")]
    pub plain_http: bool,
    /// 前面有 TLS 反向代理，本程序以明文 HTTP 答复它
    #[arg(long, env = "TONGGUAN_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// TLS 证书文件（PEM，先服务器证书，后中间证书）；不给则自制
    #[arg(long, env = "TONGGUAN_TLS_CERTIFICATE")]
    pub tls_certificate: Option<PathBuf>,
    /// TLS 证书的私钥文件（PEM）
    #[arg(long, env = "TONGGUAN_TLS_KEY")]
    pub tls_key: Option<PathBuf>,
}

impl WayIn {
    /// What the configuration says, unless the command line says otherwise.
    pub fn put_into(self, config: &mut Config) {
        config.plain_http |= self.plain_http;
        config.behind_proxy |= self.behind_proxy;
        config.tls.certificate = self.tls_certificate.or(config.tls.certificate.take());
        config.tls.key = self.tls_key.or(config.tls.key.take());
    }
}
