//! `tongguan serve`: reads the configuration, listens, and stops when told to.

use crate::{
    app::App,
    auth::oidc::Oidc,
    config::Config,
    http::{edge::Edge, router::router, serve::serve},
    installation::Place,
    job::Background,
    log,
    notify::Courier,
    setup,
    world::World,
};
use anyhow::Context;
use std::{net::SocketAddr, path::PathBuf, process::ExitCode, time::Duration};

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
    /// 浏览器以明文 HTTP 访问，仅限本机
    #[arg(long, env = "TONGGUAN_PLAIN_HTTP")]
    plain_http: bool,
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
        config.plain_http |= self.plain_http;
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
    let place = Place::of(&config)?;
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
    let courier = Courier::new(&config, db.clone(), world.clone(), app.current_process())?
        .with_post(app.executor.clone(), place.files());
    let listener = tokio::net::TcpListener::bind(config.listen).await.context("无法监听")?;
    let stop = told_to_stop()?;
    tracing::info!(listen = %listener.local_addr()?, plain_http = config.plain_http, "listening");
    let grace = Duration::from_secs(config.limits.stop_max_s);
    let background = Background::start(&app, courier);
    serve(listener, router(app), edge, stop, grace).await?;
    background.stop().await;
    db.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Done when the process is interrupted or asked to end.
fn told_to_stop() -> std::io::Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(serve: Serve) -> anyhow::Result<Config> {
        serve.config()
    }

    #[test]
    fn the_command_line_wins_and_is_checked() {
        let listen = |text: &str| Some(text.parse().expect("an address"));
        let serve =
            Serve { config: None, data: Some("d".into()), listen: listen("127.0.0.1:9"), plain_http: true };
        let got = config(serve).expect("valid");
        assert_eq!((got.data.to_str(), got.listen.port(), got.plain_http), (Some("d"), 9, true));
        let open = Serve { config: None, data: None, listen: listen("0.0.0.0:9"), plain_http: true };
        assert!(config(open).is_err());
        let absent =
            Serve { config: Some("/nowhere/at/all".into()), data: None, listen: None, plain_http: false };
        assert!(config(absent).is_err());
    }
}
