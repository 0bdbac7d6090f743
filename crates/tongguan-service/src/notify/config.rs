//! How notices leave the house. Absent parts are off: then people read their notices in the browser alone.

use std::path::PathBuf;

use serde::Deserialize;

/// The ways by which notices leave.
#[derive(Debug, Clone, Default)]
pub struct Ways {
    /// The mail server.
    pub mail: Option<MailConfig>,
    /// The group chat.
    pub group_chat: Option<GroupConfig>,
    /// Where links lead to: the address of the browser UI.
    pub origin: Option<String>,
}

/// `[mail]`: a mail server that takes our messages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailConfig {
    /// Host name of the server.
    pub server: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept private.
    #[serde(default)]
    pub security: MailSecurity,
    /// Whom we sign in as; absent where the server asks for nobody.
    #[serde(default)]
    pub user: Option<String>,
    /// A file with the password.
    #[serde(default)]
    pub password_file: Option<PathBuf>,
    /// The sender, such as `通关 <crm@example.com>`.
    pub from: String,
}

/// How a connection to a mail server is kept private.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailSecurity {
    /// TLS from the first byte.
    #[default]
    Tls,
    /// TLS after `STARTTLS`, or not at all.
    Starttls,
    /// None; only for a server on this machine.
    None,
}

/// `[group_chat]`: a robot of one group chat.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupConfig {
    /// Whose robot.
    pub format: GroupFormat,
    /// A file with the robot's address, which is a secret.
    pub url_file: PathBuf,
    /// A file with the secret that messages are signed with, where the robot asks for signatures (DingTalk, Feishu).
    #[serde(default)]
    pub secret_file: Option<PathBuf>,
    /// The host of that address, where it lies in our own network: it may then have a private address and plain HTTP.
    #[serde(default)]
    pub intranet_host: Option<String>,
}

/// The makers of group chats that we speak to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupFormat {
    /// 企业微信.
    Wecom,
    /// 钉钉.
    Dingtalk,
    /// 飞书.
    Feishu,
}
