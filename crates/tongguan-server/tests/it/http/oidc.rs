//! Signing in by an identity provider: a small one on this machine, honest or not.

use std::sync::{Arc, Mutex};

use axum::extract::{Form, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use tongguan_server::auth::oidc::Oidc;
use tongguan_server::config::{OidcClaim, OidcConfig};
use tongguan_service::world::World;
use tongguan_testkit::for_each_engine;

use super::company::company;
use super::security_log::{lines, person};
use super::server::{Reply, Server};

/// What a provider says of the person who signs in there, and how it lies.
#[derive(Clone, Default)]
struct Says {
    claims: Map<String, Value>,
    /// The challenge that the browser brought, as the provider remembers it.
    challenge: String,
    nonce: String,
    forged: bool,
}

struct Provider {
    issuer: String,
    key: EcdsaKeyPair,
    says: Mutex<Says>,
}

impl Provider {
    async fn start() -> Arc<Self> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let issuer = format!("http://{}", listener.local_addr().expect("bound"));
        let key = pair();
        let provider = Arc::new(Self { issuer, key, says: Mutex::default() });
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(metadata))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    fn says(&self, claims: Value) {
        self.says.lock().expect("no panic under the lock").claims =
            claims.as_object().expect("claims").clone();
    }
}

fn pair() -> EcdsaKeyPair {
    let random = ring::rand::SystemRandom::new();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).expect("a key");
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref(), &random).expect("a key")
}

async fn metadata(State(provider): State<Arc<Provider>>) -> Json<Value> {
    let at = |path: &str| format!("{}{path}", provider.issuer);
    Json(json!({
        "issuer": provider.issuer,
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "jwks_uri": at("/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
    }))
}

async fn keys(State(provider): State<Arc<Provider>>) -> Json<Value> {
    let point = provider.key.public_key().as_ref();
    let (x, y) = (B64.encode(&point[1..33]), B64.encode(&point[33..65]));
    Json(
        json!({"keys": [{"kty": "EC", "crv": "P-256", "use": "sig", "kid": "one", "alg": "ES256", "x": x, "y": y}]}),
    )
}

async fn token(
    State(provider): State<Arc<Provider>>,
    Form(typed): Form<Map<String, Value>>,
) -> (axum::http::StatusCode, Json<Value>) {
    let says = provider.says.lock().expect("no panic under the lock").clone();
    let verifier = typed.get("code_verifier").and_then(Value::as_str).unwrap_or_default();
    if B64.encode(Sha256::digest(verifier)) != says.challenge || typed.get("code") != Some(&json!("good")) {
        return (axum::http::StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"})));
    }
    let now = jiff::Timestamp::now().as_second();
    let mut claims = Map::from_iter([
        ("iss".to_owned(), json!(provider.issuer)),
        ("aud".to_owned(), json!("tongguan")),
        ("sub".to_owned(), json!("subject-1")),
        ("iat".to_owned(), json!(now)),
        ("exp".to_owned(), json!(now + 300)),
        ("nonce".to_owned(), json!(says.nonce)),
    ]);
    claims.extend(says.claims);
    let part = |value: &Value| B64.encode(value.to_string());
    let text = format!(
        "{}.{}",
        part(&json!({"alg": "ES256", "kid": "one", "typ": "JWT"})),
        part(&Value::Object(claims))
    );
    let other = pair();
    let key = if says.forged { &other } else { &provider.key };
    let signature = key.sign(&ring::rand::SystemRandom::new(), text.as_bytes()).expect("signed");
    let id_token = format!("{text}.{}", B64.encode(signature));
    (
        axum::http::StatusCode::OK,
        Json(json!({"access_token": "a", "token_type": "Bearer", "id_token": id_token})),
    )
}

async fn with_provider(server: &Server, claim: OidcClaim) -> Arc<Provider> {
    let provider = Provider::start().await;
    let config = OidcConfig {
        issuer: provider.issuer.clone(),
        client_id: "tongguan".to_owned(),
        client_secret_file: None,
        name: Some("企业账号".to_owned()),
        claim,
        hosts: Vec::new(),
        intranet_hosts: vec!["127.0.0.1".to_owned()],
    };
    let oidc = Oidc::new(&config, "http://crm.local", World::system()).expect("a provider");
    assert!(server.app.oidc.set(oidc).is_ok());
    provider
}

/// Goes to the provider; answers the cookie that the browser keeps, and the state.
async fn go(server: &Server, provider: &Provider) -> (String, String) {
    let gone = server.ask("GET", "/sign-in/oidc?next=/deals").send().await.expect(303);
    let url: reqwest::Url = gone.headers["location"].parse().expect("an address");
    assert!(url.as_str().starts_with(&format!("{}/authorize", provider.issuer)), "{url}");
    let asked: std::collections::HashMap<String, String> = url.query_pairs().into_owned().collect();
    assert_eq!((asked["code_challenge_method"].as_str(), asked["response_type"].as_str()), ("S256", "code"));
    let mut says = provider.says.lock().expect("no panic under the lock");
    (says.challenge, says.nonce) = (asked["code_challenge"].clone(), asked["nonce"].clone());
    let cookie = gone.headers["set-cookie"].split(';').next().expect("a pair").to_owned();
    (cookie, asked["state"].clone())
}

async fn back(server: &Server, cookie: &str, query: &str) -> Reply {
    server.ask("GET", format!("/sign-in/oidc/back?{query}")).header("cookie", cookie.to_owned()).send().await
}

async fn through(server: &Server, provider: &Provider) -> Reply {
    let (cookie, state) = go(server, provider).await;
    back(server, &cookie, &format!("state={state}&code=good")).await
}

#[tokio::test]
async fn whom_the_provider_vouches_for_comes_in_and_stays_the_same_person() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "auditor"]).await;
        let provider = with_provider(&server, OidcClaim::Login).await;
        let door = server.ask("GET", "/").send().await.expect(200);
        assert!(door.body.as_str().is_some_and(|page| page.contains("/sign-in/oidc")), "a button");
        provider.says(json!({"preferred_username": "Rep"}));
        let done = through(&server, &provider).await.expect(303);
        assert_eq!(done.headers["location"], "/deals");
        let session = |reply: &Reply| {
            let all =
                reply.cookies.iter().map(|cookie| cookie.split(';').next().unwrap_or_default().to_owned());
            all.into_iter().find(|cookie| cookie.starts_with("tg=")).expect("a session")
        };
        let me = server
            .ask("GET", "/api/v1/session")
            .header("cookie", session(&done))
            .send()
            .await
            .expect(200)
            .body;
        assert_eq!(me["person"]["name"], "rep 同事");

        // The name changed hands at the provider; the id did not.
        provider.says(json!({"preferred_username": "admin"}));
        let done = through(&server, &provider).await.expect(303);
        let me = server
            .ask("GET", "/api/v1/session")
            .header("cookie", session(&done))
            .send()
            .await
            .expect(200)
            .body;
        assert_eq!(me["person"]["name"], "rep 同事");
        // Somebody else there who claims to be him is nobody here.
        provider.says(json!({"preferred_username": "rep", "sub": "subject-2"}));
        through(&server, &provider).await.expect(403);
        let bound = lines(&server, "auditor", "&kind=identity_bound").await;
        assert_eq!(bound.len(), 1, "{bound:?}");
    })
    .await;
}

#[tokio::test]
async fn mail_counts_only_where_it_is_verified() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin"]).await;
        let provider = with_provider(&server, OidcClaim::Email).await;
        let correct = json!({"type": "correct_person", "email": "Rep@Example.com"});
        let path = format!("/api/v1/users/{}/commands", person(&server, "rep").await);
        server.post("admin", path, correct).send().await.expect(200);
        provider.says(json!({"email": "rep@example.com"}));
        through(&server, &provider).await.expect(403);
        provider.says(json!({"email": "rep@example.com", "email_verified": false}));
        through(&server, &provider).await.expect(403);
        provider.says(json!({"email": "rep@example.com", "email_verified": true}));
        through(&server, &provider).await.expect(303);
    })
    .await;
}

#[tokio::test]
async fn what_does_not_fit_signs_nobody_in() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin"]).await;
        let provider = with_provider(&server, OidcClaim::Login).await;
        provider.says(json!({"preferred_username": "rep"}));
        let (cookie, state) = go(&server, &provider).await;
        for (query, status) in [
            ("state=other&code=good".to_owned(), 400),
            ("code=good".to_owned(), 400),
            (format!("state={state}&error=access_denied"), 401),
            (format!("state={state}&error=server_error"), 502),
            (format!("state={state}&code=bad"), 401),
        ] {
            let reply = back(&server, &cookie, &query).await;
            assert_eq!(reply.status, status, "{query}");
            assert!(reply.cookies.iter().all(|cookie| !cookie.starts_with("tg=")), "{query}");
        }
        assert_eq!(back(&server, "tg-oidc=k1.00", &format!("state={state}&code=good")).await.status, 400);
        let none = server.ask("GET", format!("/sign-in/oidc/back?state={state}&code=good")).send().await;
        assert_eq!(none.status, 400, "another browser");
        for lie in [
            json!({"nonce": "other"}),
            json!({"aud": "another-client"}),
            json!({"iss": "http://127.0.0.1:1"}),
            json!({"exp": 1_000_000_000}),
        ] {
            provider.says(lie.clone());
            assert_eq!(through(&server, &provider).await.status, 401, "{lie}");
        }
        provider.says(json!({"preferred_username": "rep"}));
        provider.says.lock().expect("no panic under the lock").forged = true;
        assert_eq!(through(&server, &provider).await.status, 401, "signed by another key");
        provider.says.lock().expect("no panic under the lock").forged = false;
        through(&server, &provider).await.expect(303);
    })
    .await;
}

#[tokio::test]
async fn a_second_factor_is_asked_for_all_the_same() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin"]).await;
        super::second_factor::enrol(&server, "admin").await;
        let provider = with_provider(&server, OidcClaim::Login).await;
        provider.says(json!({"preferred_username": "admin"}));
        let asked = through(&server, &provider).await.expect(200);
        assert!(asked.cookies.iter().all(|cookie| !cookie.starts_with("tg=")));
        assert!(asked.body.as_str().is_some_and(|page| page.contains("/sign-in/code")));
    })
    .await;
}

#[tokio::test]
async fn a_provider_that_is_not_there_is_said() {
    for_each_engine(|db| async move {
        let server = company(&db, &[]).await;
        let config = OidcConfig {
            issuer: "http://127.0.0.1:9".to_owned(),
            client_id: "tongguan".to_owned(),
            client_secret_file: None,
            name: None,
            claim: OidcClaim::Login,
            hosts: Vec::new(),
            intranet_hosts: vec!["127.0.0.1".to_owned()],
        };
        assert!(
            server
                .app
                .oidc
                .set(Oidc::new(&config, "http://crm.local", World::system()).expect("one"))
                .is_ok()
        );
        server.ask("GET", "/sign-in/oidc").send().await.expect(502);
        let public = OidcConfig { intranet_hosts: Vec::new(), ..config };
        assert!(
            Oidc::new(&public, "http://crm.local", World::system()).is_err(),
            "plain HTTP beyond our network"
        );
    })
    .await;
}
