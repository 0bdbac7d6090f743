//! Word to one group chat, by the robot of WeCom, DingTalk or Feishu.

use std::time::Duration;

use anyhow::Context;
use jiff::Timestamp;
use reqwest::{Client, redirect};
use serde_json::{Value, json};
use uuid::Uuid;

use super::seal::Seal;
use super::sentence::Said;
use super::target::Target;
use super::{PATIENCE, SendError};
use crate::notify::config::{GroupConfig, GroupFormat};

/// The longest answer that is read.
const ANSWER_MAX_BYTES: usize = 64 * 1024;

/// The robot of a group chat.
#[derive(Debug, Clone)]
pub struct GroupChat {
    format: GroupFormat,
    target: Target,
    seal: Option<Seal>,
}

impl GroupChat {
    /// The robot of a configuration. Reads its address from its file.
    pub fn new(config: &GroupConfig) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(&config.url_file).context("群机器人地址文件无法读取")?;
        let target = Target::new(text.trim(), config.intranet_host.as_deref())?;
        let secret = config.secret_file.as_ref().map(std::fs::read_to_string).transpose();
        let secret = secret.context("群机器人签名密钥文件无法读取")?;
        let seal = secret.map(|secret| Seal::new(config.format, secret.trim())).transpose()?;
        // Another part of the process may have chosen the same already.
        drop(rustls::crypto::ring::default_provider().install_default());
        Ok(Self { format: config.format, target, seal })
    }

    /// Posts a text. Accepted only when the robot itself says so: these services answer 200 to what they refuse.
    pub async fn send(&self, id: Uuid, text: &str, now: Timestamp) -> Result<(), SendError> {
        let addresses = self.target.resolve().await?;
        let client = Client::builder()
            .no_proxy()
            .redirect(redirect::Policy::none())
            .timeout(PATIENCE)
            .connect_timeout(Duration::from_secs(5))
            .resolve_to_addrs(self.target.host(), &addresses)
            .build()
            .map_err(|_| SendError("no client can be made".to_owned()))?;
        let (mut url, mut body) = (self.target.url().clone(), body(self.format, text));
        if let Some(seal) = &self.seal {
            seal.put(now, &mut url, &mut body);
        }
        let request = client.post(url).header("idempotency-key", id.to_string());
        let answer = request.json(&body).send().await;
        let answer = answer.map_err(|error| SendError(format!("group chat: {}", kind(&error))))?;
        if !answer.status().is_success() {
            return Err(SendError(format!("group chat: answered {}", answer.status().as_u16())));
        }
        let said: Value = serde_json::from_slice(&read(answer).await?).unwrap_or(Value::Null);
        let codes = ["errcode", "code", "StatusCode"].into_iter().filter_map(|key| said.get(key)?.as_i64());
        match codes.into_iter().next() {
            Some(0) => Ok(()),
            Some(code) => Err(SendError(format!("group chat: refused with {code}"))),
            None => Err(SendError("group chat: not the answer of a robot".to_owned())),
        }
    }
}

async fn read(mut answer: reqwest::Response) -> Result<Vec<u8>, SendError> {
    let mut bytes = Vec::new();
    let broken = |_| SendError("group chat: the answer broke off".to_owned());
    while let Some(chunk) = answer.chunk().await.map_err(broken)? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > ANSWER_MAX_BYTES {
            return Err(SendError("group chat: the answer is too long".to_owned()));
        }
    }
    Ok(bytes)
}

fn body(format: GroupFormat, text: &str) -> Value {
    match format {
        GroupFormat::Wecom | GroupFormat::Dingtalk => json!({"msgtype": "text", "text": {"content": text}}),
        GroupFormat::Feishu => json!({"msg_type": "text", "content": {"text": text}}),
    }
}

/// A notice as a line of a chat.
pub fn text(said: &Said, link: Option<&str>) -> String {
    let line = format!("【{}】{}", said.title, said.detail);
    link.map_or(line.clone(), |link| format!("{line}\n{link}"))
}

/// What went wrong, without the address, which is a secret.
fn kind(error: &reqwest::Error) -> &'static str {
    match error {
        error if error.is_timeout() => "no answer in time",
        error if error.is_connect() => "cannot be reached",
        error if error.is_redirect() => "points elsewhere",
        _ => "the connection broke off",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_maker_gets_its_own_form() {
        for (format, path) in [
            (GroupFormat::Wecom, "/text/content"),
            (GroupFormat::Dingtalk, "/text/content"),
            (GroupFormat::Feishu, "/content/text"),
        ] {
            assert_eq!(body(format, "词").pointer(path), Some(&json!("词")), "{format:?}");
        }
    }
}
