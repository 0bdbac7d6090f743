//! What an attempt to sign in costs tells nothing: the checks of passwords are counted, no clock is asked.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use serde_json::json;
use tongguan_testkit::for_each_engine;

use super::company::{PASSWORD, company};
use super::server::Server;

/// The status of an attempt, and how many passwords were checked for it.
async fn attempt(server: &Server, from: u8, login: &str, password: &str) -> (u16, u64) {
    let before = server.app.passwords.checks();
    let typed = json!({"login": login, "password": password});
    let mut request = server.ask("POST", "/api/v1/session").json(typed).into_request();
    request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([192, 0, 2, from], 4711))));
    let status = server.send(request).await.status;
    (status, server.app.passwords.checks() - before)
}

#[tokio::test]
async fn every_attempt_costs_the_same_whoever_there_is() {
    for_each_engine(|db| async move {
        let fresh = Server::new(&db);
        assert_eq!(attempt(&fresh, 1, "admin", "wrong").await, (401, 1), "before there is a company");
        let server = company(&db, &["rep"]).await;
        for (login, password, status) in [
            ("admin", PASSWORD, 201),
            ("admin", "wrong", 401),
            ("nobody", "wrong", 401),
            // He is there, and was never given a password.
            ("other", "wrong", 401),
        ] {
            assert_eq!(attempt(&server, 1, login, password).await, (status, 1), "{login} {password}");
        }
        for login in ["rep", "no-such-rep"] {
            for from in 2..7 {
                assert_eq!(attempt(&server, from, login, "wrong").await, (401, 1), "{login}");
            }
            for password in ["wrong", "harbour lights nine"] {
                assert_eq!(attempt(&server, 8, login, password).await, (429, 1), "{login} is locked");
            }
        }
    })
    .await;
}

/// Work that is done for locked logins too could keep others from theirs: it ends with the patience for an address.
#[tokio::test]
async fn whoever_goes_on_at_a_locked_login_locks_his_address_and_costs_nothing_more() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep"]).await;
        for _ in 0..5 {
            assert_eq!(attempt(&server, 1, "rep", "wrong").await, (401, 1));
        }
        for _ in 5..20 {
            assert_eq!(attempt(&server, 1, "rep", "wrong").await, (429, 1));
        }
        assert_eq!(attempt(&server, 1, "rep", "wrong").await, (429, 0));
        assert_eq!(attempt(&server, 1, "admin", PASSWORD).await, (429, 0));
        assert_eq!(attempt(&server, 2, "admin", PASSWORD).await, (201, 1), "others are not kept from theirs");
        // The login's own lock has not grown by it.
        server.wait_minutes(16);
        assert_eq!(attempt(&server, 2, "rep", "harbour lights nine").await, (201, 1));
    })
    .await;
}
