//! `tongguan serve`: reads the configuration, listens, and stops when told to.

use super::way_in::WayIn;
use crate::{
    app::App,
    auth::oidc::Oidc,
    config::{Config, Reach},
    http::{
        edge::Edge,
        redirect,
        router::router,
        serve::{Door, Waits, serve},
    },
    log, setup,
    tls::{Certificates, Source, watch},
};
use anyhow::Context;
use std::{net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc};
use tongguan_service::job::Background;
use tongguan_service::notify::Courier;
use tongguan_service::world::World;

/// 启动服务
#[derive(clap::Args)]
pub struct Serve {
    /// 配置文件（TOML）
    #[arg(long, env = "TONGGUAN_CONFIG")]
    config: Option<PathBuf>,
    /// 数据目录
    #[arg(long, env = "TONGGUAN_DATA")]
    data: Option<PathBuf>,
    /// 监听地址，如 127.0.0.1:8080
    #[arg(long, env = "TONGGUAN_LISTEN")]
    listen: Option<SocketAddr>,
    #[command(flatten)]
    way_in: WayIn,
}

impl Serve {
    /// Serves until a signal. 1 when the configuration or the address cannot be used.
    pub fn run(self) -> ExitCode {
        match self.config().and_then(start) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error:#}");
                ExitCode::FAILURE
            }
        }
    }

    fn config(self) -> anyhow::Result<Config> {
        let mut config = match &self.config {
            Some(path) => Config::parse(&std::fs::read_to_string(path).context("配置文件无法读取")?)?,
            None => Config::default(),
        };
        config.data = self.data.unwrap_or(config.data);
        config.listen = self.listen.unwrap_or(config.listen);
        self.way_in.put_into(&mut config);
        Ok(config.checked()?)
    }
}

fn start(config: Config) -> anyhow::Result<()> {
    log::install(&config.log);
    std::fs::create_dir_all(&config.data).context("数据目录无法创建")?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(listen(config))
}

async fn listen(config: Config) -> anyhow::Result<()> {
    let world = World::system();
    let place = config.place()?;
    let db = place.open(&world).await?;
    let edge = Edge::new(&config, world.clone());
    edge.metrics.install();
    let app = App::new(edge.clone(), db.clone(), config.cookie(), place.files());
    if let (Some(oidc), Some(origin)) = (&config.oidc, &config.public_origin) {
        drop(app.oidc.set(Oidc::new(oidc, origin, world.clone())?));
    }
    if let Some(token) = setup::token(&app).await.context("初始化口令无法保存")? {
        println!("尚未初始化。初始化口令（24 小时内有效，用一次）：{token}");
    }
    let courier = Courier::new(&config.ways(), db.clone(), world.clone(), app.current_process())?
        .with_post(app.executor.clone(), place.files());
    let listener = tokio::net::TcpListener::bind(config.listen).await.context("无法监听")?;
    let door = door(&config, &app).await?;
    stop_when_told(edge.clone())?;
    tracing::info!(listen = %listener.local_addr()?, way = way(&config), "listening");
    let background = Background::start(app.loops(), courier);
    serve(listener, door, router(app), edge, Waits::from(&config.limits)).await;
    background.stop().await;
    db.close().await;
    tracing::info!("stopped");
    Ok(())
}

fn way(config: &Config) -> &'static str {
    match config.reach() {
        Reach::PlainLoopback => "plain_http",
        Reach::Proxy => "behind_proxy",
        Reach::Given { .. } => "tls_given",
        Reach::SelfMade => "tls_self_made",
    }
}

/// What connections are taken as. With TLS, certificates are watched from now on, and plain HTTP is led to it where that is wanted.
async fn door(config: &Config, app: &App) -> anyhow::Result<Door> {
    let Some(certificates) = Certificates::open(config, app.world())? else { return Ok(Door::Plain) };
    tell(&certificates)?;
    watch::start(certificates.clone(), app.edge.stopping())?;
    drop(app.certificates.set(certificates.clone()));
    if let (Some(from), Some(origin)) = (config.tls.redirect_from, &config.public_origin) {
        let listener = tokio::net::TcpListener::bind(from).await.context("redirect_from 无法监听")?;
        let (way, waits) = (redirect::router(origin), Waits::from(&config.limits));
        tokio::spawn(serve(listener, Door::Plain, way, app.edge.clone(), waits));
    }
    Ok(Door::Tls(certificates.acceptor()))
}

/// Says what the administrator must hand out, and what he must see to.
fn tell(certificates: &Certificates) -> anyhow::Result<()> {
    if let Source::SelfMade(own) = certificates.source() {
        println!(
            "自制的 TLS 证书。把 CA 证书安装到使用者的电脑上，安装前核对指纹：{}",
            own.authority().display()
        );
        println!(
            "Self-made TLS certificate. Install this CA on the users' machines, and compare its fingerprint first."
        );
        println!("SHA-256 {}", own.fingerprint()?);
        println!("名称 / names {}", own.names().join(", "));
    }
    for finding in certificates.standing().findings {
        tracing::warn!(code = finding.code(), "{finding}");
    }
    Ok(())
}

/// Stops the edge when the process is interrupted or asked to end.
fn stop_when_told(edge: Arc<Edge>) -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        edge.stop();
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(serve: Serve) -> anyhow::Result<Config> {
        serve.config()
    }

    #[test]
    fn the_command_line_wins_and_is_checked() {
        let serve = |listen: &str, plain_http| Serve {
            config: None,
            data: Some("d".into()),
            listen: Some(listen.parse().expect("an address")),
            way_in: WayIn { plain_http, ..WayIn::default() },
        };
        let got = config(serve("127.0.0.1:9", true)).expect("valid");
        assert_eq!((got.data.to_str(), got.listen.port(), got.plain_http), (Some("d"), 9, true));
        assert!(config(serve("0.0.0.0:9", true)).is_err());
        let mut both = serve("127.0.0.1:9", true);
        both.way_in.behind_proxy = true;
        assert!(config(both).is_err());
        let mut absent = serve("127.0.0.1:9", false);
        absent.config = Some("/nowhere/at/all".into());
        assert!(config(absent).is_err());
    }
}
