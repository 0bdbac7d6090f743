//! Which certificate stands, for how long, and what is said of one that cannot be used.

use std::os::unix::fs::PermissionsExt as _;

use tongguan_server::tls::Source;
use tongguan_server::tls::standing::examine;

use super::bench::{Bench, given};

fn codes(bench: &Bench, text: &str) -> Vec<&'static str> {
    let standing = examine(&bench.config(text), bench.now()).expect("a certificate");
    standing.findings.iter().map(|finding| finding.code()).collect()
}

#[test]
fn the_authority_stays_and_its_keys_are_its_owners() {
    let bench = Bench::new();
    let config = bench.config("public_origin = \"https://crm.example:8443\"\n[tls]\nnames = [\"10.0.0.8\"]");
    assert_eq!(examine(&config, bench.now()), None, "nothing was made yet");
    let first = bench.open(&config).expect("made");
    let (authority, server) = (bench.authority(), read(&bench, "server.pem"));
    for name in ["ca-key.pem", "server-key.pem"] {
        let data = std::fs::metadata(bench.file("data/tls").join(name)).expect("a key");
        assert_eq!(data.permissions().mode() & 0o777, 0o600, "{name}");
    }
    let Source::SelfMade(own) = first.source() else { panic!("it is self-made") };
    assert_eq!(own.names(), ["10.0.0.8", "crm.example", "127.0.0.1", "localhost", "::1"]);
    assert_eq!(own.fingerprint().expect("a fingerprint").len(), 95);

    bench.open(&config).expect("the same");
    assert_eq!((bench.authority(), read(&bench, "server.pem")), (authority.clone(), server.clone()));
    // Another name: another certificate of the same authority.
    let renamed = bench.config("public_origin = \"https://sales.example\"");
    assert_eq!(codes(&bench, "public_origin = \"https://sales.example\""), ["not_for_host"]);
    bench.open(&renamed).expect("made anew");
    assert_ne!(read(&bench, "server.pem"), server);
    assert_eq!(bench.authority(), authority);
    assert_eq!(codes(&bench, "public_origin = \"https://sales.example\""), Vec::<&str>::new());
}

#[test]
fn a_self_made_certificate_is_renewed_before_anybody_is_warned() {
    let bench = Bench::new();
    let config = bench.config("");
    let running = bench.open(&config).expect("made");
    let authority = bench.authority();
    bench.wait_days(100);
    assert!(!running.look().expect("it is well"), "not yet");
    for _ in 0..6 {
        bench.wait_days(130);
        assert!(running.look().expect("made anew"), "a newer one is shown");
        assert_eq!(running.standing().findings, []);
    }
    assert_eq!(bench.authority(), authority);
    // A server that was off for long makes a newer one when it starts; until then the check-up tells.
    bench.wait_days(160);
    assert_eq!(codes(&bench, ""), ["ends_soon"]);
    bench.open(&config).expect("made anew");
    assert_eq!(codes(&bench, ""), Vec::<&str>::new());
    // An authority that has ended is replaced, for nobody trusts it any more.
    bench.wait_days(3650);
    bench.open(&config).expect("made anew");
    assert_ne!(bench.authority(), authority);
}

#[test]
fn a_damaged_authority_is_told_and_never_replaced() {
    let bench = Bench::new();
    let config = bench.config("");
    bench.open(&config).expect("made");
    let kept = bench.authority();
    std::fs::write(bench.file("data/tls/ca-key.pem"), given("a.example", 9).key).expect("written");
    std::fs::remove_file(bench.file("data/tls/server.pem")).expect("removed");
    assert_eq!(bench.open(&config).expect_err("another key").code(), "bad_authority");
    assert_eq!(bench.authority(), kept);
    std::fs::write(bench.file("data/tls/ca.pem"), "").expect("written");
    assert_eq!(bench.open(&config).expect_err("no certificate").code(), "bad_authority");
}

#[test]
fn expiry_and_names_are_told_in_time() {
    let bench = Bench::new();
    let config = bench.given(&given("crm.example", 40));
    let running = bench.open(&config).expect("read");
    let told =
        || running.standing().findings.iter().map(|one| (one.code(), one.is_fault())).collect::<Vec<_>>();
    // Everybody could read the key at first.
    std::fs::set_permissions(bench.file("key.pem"), std::fs::Permissions::from_mode(0o644)).expect("changed");
    assert_eq!(told(), [("key_open", false)]);
    std::fs::set_permissions(bench.file("key.pem"), std::fs::Permissions::from_mode(0o640)).expect("changed");
    assert_eq!(told(), []);
    bench.wait_days(11);
    assert_eq!(told(), [("ends_soon", false)]);
    bench.wait_days(30);
    assert_eq!(told(), [("ended", true)]);
    bench.wait_days(-50);
    assert_eq!(told(), [("not_yet", true)]);
}

#[test]
fn what_cannot_be_used_is_said_in_both_languages() {
    let bench = Bench::new();
    let (pair, other) = (given("a.example", 90), given("b.example", 90));
    let sealed = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
    let rubbish = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    let no_certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for (certificate, key, code) in [
        (None, Some(&*pair.key), "certificate_unreadable"),
        (Some(""), Some(&*pair.key), "no_certificate"),
        (Some(no_certificate), Some(&*pair.key), "bad_certificate"),
        (Some(&*pair.certificate), None, "key_unreadable"),
        (Some(&*pair.certificate), Some(""), "no_key"),
        (Some(&*pair.certificate), Some(sealed), "no_key"),
        (Some(&*pair.certificate), Some(rubbish), "bad_key"),
        (Some(&*pair.certificate), Some(&*other.key), "key_of_another"),
    ] {
        let config = bench.given(&pair);
        for (name, text) in [("server.pem", certificate), ("key.pem", key)] {
            match text {
                Some(text) => std::fs::write(bench.file(name), text).expect("written"),
                None => std::fs::remove_file(bench.file(name)).expect("removed"),
            }
        }
        let fault = bench.open(&config).expect_err("it cannot be used");
        assert_eq!(fault.code(), code);
        let text = fault.to_string();
        let (chinese, english) = text.split_once('\n').expect("two languages");
        assert!(!chinese.is_ascii() && english.is_ascii(), "{text}");
        assert!(!text.contains("请") && !text.contains("AAAA"), "{text}");
        let standing = examine(&config, bench.now()).expect("it is to be there");
        assert_eq!(standing.findings.iter().map(|one| one.code()).collect::<Vec<_>>(), ["broken"]);
    }
    let bad = bench.config("[tls]\nnames = [\"crm.example:8443\"]");
    assert_eq!(bench.open(&bad).expect_err("a port is no name").code(), "bad_name");
}

fn read(bench: &Bench, name: &str) -> String {
    std::fs::read_to_string(bench.file("data/tls").join(name)).expect("a file")
}
