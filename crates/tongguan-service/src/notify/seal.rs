//! The signature that a group robot may ask for: that the message comes from who knows its secret, and is fresh.
//!
//! DingTalk wants it in the address, over milliseconds; Feishu in the body, over seconds. WeCom has none: its address is its
//! secret. The secret itself never leaves.

use anyhow::{bail, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use reqwest::Url;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::notify::config::GroupFormat;

/// Bytes of a block of SHA-256.
const BLOCK: usize = 64;

/// Signs messages to a robot.
#[derive(Clone)]
pub(super) struct Seal {
    format: GroupFormat,
    secret: String,
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal")
    }
}

impl Seal {
    /// The seal of a robot; WeCom's has none.
    pub fn new(format: GroupFormat, secret: &str) -> anyhow::Result<Self> {
        ensure!(!secret.is_empty(), "群机器人签名密钥为空");
        if format == GroupFormat::Wecom {
            bail!("企业微信群机器人没有签名密钥");
        }
        Ok(Self { format, secret: secret.to_owned() })
    }

    /// Puts the signature of a moment where the robot looks for it.
    pub fn put(&self, now: Timestamp, url: &mut Url, body: &mut Value) {
        let secret = &self.secret;
        match self.format {
            GroupFormat::Dingtalk => {
                let at = now.as_millisecond().to_string();
                let signed = hmac(secret.as_bytes(), format!("{at}\n{secret}").as_bytes());
                url.query_pairs_mut()
                    .append_pair("timestamp", &at)
                    .append_pair("sign", &STANDARD.encode(signed));
            }
            GroupFormat::Feishu => {
                let at = now.as_second().to_string();
                let signed = hmac(format!("{at}\n{secret}").as_bytes(), b"");
                body["timestamp"] = json!(at);
                body["sign"] = json!(STANDARD.encode(signed));
            }
            GroupFormat::Wecom => {}
        }
    }
}

/// HMAC-SHA256 (RFC 2104).
fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut block = [0; BLOCK];
    match key.len() > BLOCK {
        true => block[..32].copy_from_slice(&Sha256::digest(key)),
        false => block[..key.len()].copy_from_slice(key),
    }
    let padded = |pad: u8| block.map(|byte| byte ^ pad);
    let inner = Sha256::new().chain_update(padded(0x36)).chain_update(message).finalize();
    Sha256::new().chain_update(padded(0x5c)).chain_update(inner).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_that_of_the_standard() {
        // RFC 4231, cases 1, 2 and 6.
        for (key, message, code) in [
            (vec![0x0b; 20], "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
            (
                b"Jefe".to_vec(),
                "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                vec![0xaa; 131],
                "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
        ] {
            assert_eq!(hex::encode(hmac(&key, message.as_bytes())), code);
        }
    }

    #[test]
    fn each_maker_finds_the_signature_where_it_looks() {
        let now: Timestamp = "2026-11-26T02:00:00.5Z".parse().expect("a moment");
        let place = || {
            (
                "https://oapi.dingtalk.com/robot/send?access_token=a".parse::<Url>().expect("an address"),
                json!({}),
            )
        };
        let (mut url, mut body) = place();
        Seal::new(GroupFormat::Dingtalk, "SEC1").expect("signs").put(now, &mut url, &mut body);
        let asked: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        assert_eq!(
            (asked[0].0.as_str(), asked[1].0.as_str(), asked[1].1.as_str()),
            ("access_token", "timestamp", "1795658400500")
        );
        let expected = STANDARD.encode(hmac(b"SEC1", b"1795658400500\nSEC1"));
        assert_eq!((asked[2].0.as_str(), &asked[2].1), ("sign", &expected));
        let (mut url, mut body) = place();
        Seal::new(GroupFormat::Feishu, "SEC1").expect("signs").put(now, &mut url, &mut body);
        assert_eq!(body["timestamp"], "1795658400");
        assert_eq!(body["sign"], STANDARD.encode(hmac(b"1795658400\nSEC1", b"")));
        assert_eq!(url.query(), Some("access_token=a"));
        assert!(
            Seal::new(GroupFormat::Wecom, "SEC1").is_err() && Seal::new(GroupFormat::Feishu, "").is_err()
        );
    }
}
