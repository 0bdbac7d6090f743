//! Signing in by the company's own identity provider: OpenID Connect, authorisation code with PKCE.
//!
//! Promises: what comes back belongs to what this browser asked for (state), to this request (nonce) and to whoever holds the verifier
//! (PKCE); a person is bound to issuer and subject at his first sign-in and not by a name that may change hands; only hosts that the
//! operator named are asked, over https unless they lie in our own network. Must never make a person, or log a code or a token.

use std::sync::Arc;

use anyhow::{Context, ensure};
use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse, IssuerUrl, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenResponse,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::Mutex;

use crate::config::{OidcClaim, OidcConfig};
use tongguan_service::notify::target::Target;
use tongguan_service::vault::{Sealed, Vault};
use tongguan_service::world::World;

/// From the page of the provider one comes back within this time.
const PATIENCE: SignedDuration = SignedDuration::from_mins(10);
/// What the provider says of itself is asked for again after this time, so that its new keys are known.
const METADATA_LIVES: SignedDuration = SignedDuration::from_mins(10);
/// The longest answer of a provider.
const ANSWER_MAX_BYTES: usize = 256 * 1024;
const REQUEST_MAX: std::time::Duration = std::time::Duration::from_secs(5);
/// What the cookie is sealed for.
const OWNER: &[u8] = b"oidc";

/// A provider that people sign in by.
pub struct Oidc {
    config: OidcConfig,
    asker: Arc<Asker>,
    secret: Option<String>,
    redirect: String,
    world: World,
    known: Mutex<Option<(Timestamp, Arc<CoreProviderMetadata>)>>,
}

/// Asks the hosts that the operator named, and no others.
struct Asker {
    config: OidcConfig,
}

/// What a browser keeps, sealed, while its person is at the provider's.
#[derive(Serialize, Deserialize)]
struct Errand {
    state: String,
    nonce: String,
    verifier: String,
    next: String,
    until: Timestamp,
}

/// Who somebody is, as the provider says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// His id there, which never changes hands.
    pub subject: String,
    /// What the claim says by which he is found at first.
    pub name: Option<String>,
}

/// Why nobody signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OidcFault {
    /// The provider does not answer, or not as one.
    Unreachable,
    /// The provider says that he did not sign in.
    Denied,
    /// The answer belongs to no question of this browser, or came too late.
    Strange,
    /// What the provider signed does not hold.
    Untrue,
}

impl Oidc {
    /// The provider that a configuration names; `origin` is where browsers reach this server.
    pub fn new(config: &OidcConfig, origin: &str, world: World) -> anyhow::Result<Self> {
        let secret = config.client_secret_file.as_ref().map(std::fs::read_to_string).transpose();
        let secret = secret.context("OIDC 密钥文件无法读取")?.map(|secret| secret.trim().to_owned());
        let redirect = format!("{}/sign-in/oidc/back", origin.trim_end_matches('/'));
        ensure!(RedirectUrl::new(redirect.clone()).is_ok(), "public_origin 不是网址");
        let asker = Arc::new(Asker { config: config.clone() });
        asker.target(&config.issuer)?;
        let oidc = Self { config: config.clone(), asker, secret, redirect, world, known: Mutex::default() };
        // Another part of the process may have chosen the same already.
        drop(rustls::crypto::ring::default_provider().install_default());
        Ok(oidc)
    }

    /// What the button on the sign-in page says; the provider's host where it has no name.
    pub fn name(&self) -> &str {
        self.config.name.as_deref().unwrap_or(&self.config.issuer)
    }

    /// By what a person is found at his first sign-in.
    pub fn claim(&self) -> OidcClaim {
        self.config.claim
    }

    /// Where to send a browser, and what it keeps until it comes back.
    pub async fn begin(&self, vault: &Vault, next: &str) -> Result<(String, String), OidcFault> {
        let metadata = self.metadata().await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let client = CoreClient::from_provider_metadata(
            (*metadata).clone(),
            ClientId::new(self.config.client_id.clone()),
            self.secret.clone().map(ClientSecret::new),
        )
        .set_redirect_uri(self.redirect_url());
        let (url, state, nonce) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .add_scope(Scope::new("email".to_owned()))
            .add_scope(Scope::new("profile".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        let errand = Errand {
            state: state.secret().clone(),
            nonce: nonce.secret().clone(),
            verifier: verifier.secret().clone(),
            next: next.to_owned(),
            until: self.world.now().saturating_add(PATIENCE).unwrap_or(Timestamp::MAX),
        };
        let text = serde_json::to_vec(&errand).map_err(|_| OidcFault::Strange)?;
        let sealed = vault.seal(&text, OWNER).map_err(|_| OidcFault::Strange)?;
        Ok((url.to_string(), format!("{}.{}", sealed.key_id, hex::encode(sealed.bytes))))
    }

    /// Who came back, and where he wanted to go.
    pub async fn end(
        &self,
        vault: &Vault,
        kept: &str,
        (state, code): (&str, &str),
    ) -> Result<(Identity, String), OidcFault> {
        let errand = self.errand(vault, kept).ok_or(OidcFault::Strange)?;
        if errand.until < self.world.now() || errand.state != state {
            return Err(OidcFault::Strange);
        }
        let metadata = self.metadata().await?;
        let client = CoreClient::from_provider_metadata(
            (*metadata).clone(),
            ClientId::new(self.config.client_id.clone()),
            self.secret.clone().map(ClientSecret::new),
        )
        .set_redirect_uri(self.redirect_url());
        let http = self.http();
        let answer = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|_| OidcFault::Unreachable)?
            .set_pkce_verifier(PkceCodeVerifier::new(errand.verifier))
            .request_async(&http)
            .await
            .map_err(|error| refused("token", &error))?;
        let token = answer.id_token().ok_or(OidcFault::Untrue)?;
        let claims = token
            .claims(&client.id_token_verifier(), &Nonce::new(errand.nonce))
            .map_err(|error| refused("id token", &error))?;
        let name = match self.config.claim {
            OidcClaim::Email => claims
                .email()
                .filter(|_| claims.email_verified() == Some(true))
                .map(|email| email.to_string()),
            OidcClaim::Login => claims.preferred_username().map(|name| name.to_string()),
        };
        let (issuer, subject) = (claims.issuer().to_string(), claims.subject().to_string());
        Ok((Identity { issuer, subject, name }, errand.next))
    }

    fn errand(&self, vault: &Vault, kept: &str) -> Option<Errand> {
        let (key_id, digits) = kept.split_once('.')?;
        let sealed = Sealed { key_id: key_id.to_owned(), bytes: hex::decode(digits).ok()? };
        let (text, _) = vault.open(&sealed, OWNER).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// What the library asks by; it owns all that it needs.
    fn http(&self) -> impl Fn(HttpRequest) -> Asking + Send + Sync + 'static {
        let asker = self.asker.clone();
        move |request| {
            let asker = asker.clone();
            Box::pin(async move { asker.ask(request).await })
        }
    }

    fn redirect_url(&self) -> RedirectUrl {
        RedirectUrl::new(self.redirect.clone()).expect("it was read when the server started")
    }

    /// What the provider says of itself, asked for from time to time.
    async fn metadata(&self) -> Result<Arc<CoreProviderMetadata>, OidcFault> {
        let now = self.world.now();
        let mut known = self.known.lock().await;
        if let Some((at, metadata)) =
            known.as_ref().filter(|(at, _)| now.duration_since(*at) < METADATA_LIVES)
        {
            let _ = at;
            return Ok(metadata.clone());
        }
        let issuer = IssuerUrl::new(self.config.issuer.clone()).map_err(|_| OidcFault::Unreachable)?;
        let http = self.http();
        let found = CoreProviderMetadata::discover_async(issuer, &http).await;
        let found = Arc::new(found.map_err(|error| refused("discovery", &error))?);
        *known = Some((now, found.clone()));
        Ok(found)
    }
}

impl Asker {
    /// A place to ask, if it is one of those that the operator named.
    fn target(&self, url: &str) -> anyhow::Result<Target> {
        let host =
            |url: &str| Some(reqwest::Url::parse(url).ok()?.host_str()?.trim_matches(['[', ']']).to_owned());
        let at = host(url).context("OIDC 地址有误")?;
        let is_named =
            host(&self.config.issuer).is_some_and(|issuer| issuer == at) || self.config.hosts.contains(&at);
        ensure!(is_named, "OIDC 地址的主机不在 hosts 之内");
        let is_ours = self.config.intranet_hosts.contains(&at);
        Target::new(url, is_ours.then_some(at.as_str()))
    }

    /// Asks a named host: resolved once, no redirect, no proxy, a short answer in a short time.
    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, AskError> {
        let (parts, body) = request.into_parts();
        let target = self.target(&parts.uri.to_string()).map_err(|_| AskError("the host is not named"))?;
        let addresses = target.resolve().await.map_err(|_| AskError("the host has no address to go to"))?;
        let client = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(REQUEST_MAX)
            .resolve_to_addrs(target.host(), &addresses)
            .build()
            .map_err(|_| AskError("no client can be made"))?;
        let asked = client.request(parts.method, target.url().clone()).headers(parts.headers).body(body);
        let mut answer = asked.send().await.map_err(|_| AskError("no answer"))?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let mut bytes = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|_| AskError("the answer broke off"))? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > ANSWER_MAX_BYTES {
                return Err(AskError("the answer is too long"));
            }
        }
        let mut response = HttpResponse::new(bytes);
        (*response.status_mut(), *response.headers_mut()) = (status, headers);
        Ok(response)
    }
}

/// An answer on its way.
type Asking = std::pin::Pin<Box<dyn Future<Output = Result<HttpResponse, AskError>> + Send>>;

/// Why a provider was not asked, or did not answer.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct AskError(&'static str);

/// What was refused goes into the log by kind; an answer of a provider is not repeated there.
fn refused(what: &'static str, error: &dyn std::error::Error) -> OidcFault {
    let unreachable = error.source().is_some_and(|source| source.is::<AskError>());
    tracing::warn!(what, unreachable, "the identity provider was not understood");
    if unreachable || what == "discovery" { OidcFault::Unreachable } else { OidcFault::Untrue }
}

/// Who did not come back signed in: what the provider names as `error`.
pub fn denied(error: &Value) -> OidcFault {
    match error.as_str() {
        Some("temporarily_unavailable" | "server_error") => OidcFault::Unreachable,
        _ => OidcFault::Denied,
    }
}
