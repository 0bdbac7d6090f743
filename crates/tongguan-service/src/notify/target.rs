//! Where the server may send to on its own: one https host, and no address inside the house.
//!
//! Promises: a host is resolved once per message and only the addresses that passed are connected to, so a name that changes in
//! between leads nowhere; a host of our own network must be named as one. Must never follow a redirect (its caller's client does not).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use anyhow::{Context, ensure};
use reqwest::Url;

use super::SendError;

/// A place to send to.
#[derive(Debug, Clone)]
pub struct Target {
    url: Url,
    host: String,
    is_intranet: bool,
}

impl Target {
    /// A target by its address; `intranet_host` names a host that lies in our own network.
    pub fn new(url: &str, intranet_host: Option<&str>) -> anyhow::Result<Self> {
        let url: Url = url.parse().context("地址有误")?;
        let host = url.host_str().context("地址中没有主机名")?.trim_matches(['[', ']']).to_owned();
        let is_intranet = intranet_host.is_some_and(|named| named.eq_ignore_ascii_case(&host));
        ensure!(intranet_host.is_none() || is_intranet, "内网主机名与地址中的主机名不同");
        ensure!(url.scheme() == "https" || (is_intranet && url.scheme() == "http"), "地址须以 https:// 开头");
        ensure!(url.username().is_empty() && url.password().is_none(), "地址中不能有用户名或密码");
        Ok(Self { url, host, is_intranet })
    }

    /// The whole address: a secret.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The host, as names are resolved by.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The addresses to connect to. One bad one spoils all: an honest name has none.
    pub async fn resolve(&self) -> Result<Vec<SocketAddr>, SendError> {
        let port = self.url.port_or_known_default().unwrap_or(443);
        let found = tokio::net::lookup_host((self.host.as_str(), port)).await;
        let found: Vec<SocketAddr> =
            found.map_err(|_| SendError("the host name is not known".to_owned()))?.collect();
        let may_go = !found.is_empty() && (self.is_intranet || found.iter().all(|at| is_public(at.ip())));
        match may_go {
            true => Ok(found),
            false => Err(SendError("the host has an address that is not public".to_owned())),
        }
    }
}

/// Whether an address is one of the open internet.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match embedded(address) {
            Some(inner) => is_public_v4(inner),
            None => is_public_v6(address),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let protocol = a == 192 && b == 0 && c == 0;
    let benchmark = a == 198 && (18..20).contains(&b);
    let relay = a == 192 && b == 88 && c == 99;
    !(a == 0
        || a >= 224
        || shared
        || protocol
        || benchmark
        || relay
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation())
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    // Only 2000::/3 is given out at all; of it, documentation and tunnels are not places.
    let is_global = (0x2000..0x4000).contains(&first);
    let is_documentation = (first == 0x2001 && second == 0xdb8) || first == 0x3fff;
    let is_protocol = first == 0x2001 && second < 0x200;
    is_global && !is_documentation && !is_protocol
}

/// The IPv4 address that an IPv6 one stands for: mapped, compatible, translated (64:ff9b::/96) or 6to4 (2002::/16).
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let segments = address.segments();
    let pair = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match segments {
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] => Some(pair(high, low)),
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some(pair(high, low)),
        [0x2002, high, low, ..] => Some(pair(high, low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_open_internet_pass() {
        for address in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "2002:7f00:1::",
            "2002:c0a8:101::1",
            "fe80::1",
            "fc00::1",
            "fd00:ec2::254",
            "ff02::1",
            "2001:db8::1",
            "2001::1",
            "3fff::1",
            "100::1",
            "4000::1",
        ] {
            assert!(!is_public(address.parse().expect("an address")), "{address}");
        }
        for address in [
            "1.1.1.1",
            "100.63.255.255",
            "100.128.0.0",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.17.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "2606:4700::1111",
            "2400:3200::1",
            "::ffff:1.1.1.1",
            "64:ff9b::101:101",
        ] {
            assert!(is_public(address.parse().expect("an address")), "{address}");
        }
    }

    #[test]
    fn an_address_is_https_or_named_as_ours() {
        assert!(Target::new("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k", None).is_ok());
        assert!(Target::new("http://im.corp.local/hook", Some("IM.corp.local")).is_ok());
        for (url, intranet) in [
            ("http://qyapi.weixin.qq.com/x", None),
            ("ftp://im.corp.local/x", Some("im.corp.local")),
            ("https://user:word@example.com/x", None),
            ("https://example.com/x", Some("im.corp.local")),
            ("file:///etc/passwd", None),
            ("nothing", None),
        ] {
            assert!(Target::new(url, intranet).is_err(), "{url}");
        }
    }

    #[tokio::test]
    async fn spellings_of_this_machine_are_seen_through() {
        for url in [
            "https://127.0.0.1/",
            "https://localhost/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://2130706433/",
            "https://0x7f000001/",
            "https://017700000001/",
            "https://127.1/",
            "https://0/",
        ] {
            let target = Target::new(url, None).expect("it reads as one");
            assert!(target.resolve().await.is_err(), "{url}");
        }
        let ours = Target::new("http://127.0.0.1:9/", Some("127.0.0.1")).expect("named");
        assert_eq!(ours.resolve().await.expect("ours").len(), 1);
    }
}
