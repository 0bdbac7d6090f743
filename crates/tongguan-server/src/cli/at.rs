//! The arguments by which a subcommand finds its installation.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use crate::config::Config;
use tongguan_service::installation::Place;

/// Which installation.
#[derive(Args, Clone)]
pub(super) struct At {
    /// 配置文件（TOML）
    #[arg(long, env = "TONGGUAN_CONFIG")]
    pub config: Option<PathBuf>,
    /// 数据目录
    #[arg(long, env = "TONGGUAN_DATA")]
    pub data: Option<PathBuf>,
}

impl At {
    /// The configuration file, with what the command line says instead.
    pub fn config(&self) -> anyhow::Result<Config> {
        let mut config = match &self.config {
            Some(path) => Config::parse(&std::fs::read_to_string(path).context("配置文件无法读取")?)?,
            None => Config::default(),
        };
        if let Some(data) = &self.data {
            config.data.clone_from(data);
        }
        Ok(config)
    }

    /// Where the installation keeps what it keeps.
    pub fn place(&self) -> anyhow::Result<Place> {
        self.config()?.place()
    }
}
