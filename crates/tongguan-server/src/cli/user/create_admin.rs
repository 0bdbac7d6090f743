//! `tongguan user create-admin`: sets a company up with nothing but its first administrator, without the browser.
//!
//! The same set-up as in the browser, by the same token and decisions; the password comes on standard input, never as an argument.

use std::io::BufRead;

use anyhow::{Context, ensure};
use clap::Args;

use crate::app::App;
use crate::cli::at::At;
use crate::http::edge::Edge;
use crate::http::error::ApiError;
use crate::http::problem::Problem;
use crate::setup::{self, NewDepartment, NewPerson, NewPost, SetUp};
use tongguan_service::i18n::Lang;
use tongguan_service::world::World;

/// 初始化公司并建立首位管理员；密码由标准输入读取，服务须未启动
#[derive(Args)]
pub(crate) struct CreateAdmin {
    #[command(flatten)]
    at: At,
    /// 公司名称
    #[arg(long)]
    company: String,
    /// 管理员姓名
    #[arg(long)]
    name: String,
    /// 登录名
    #[arg(long)]
    login: String,
}

impl CreateAdmin {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let mut password = String::new();
        std::io::stdin().lock().read_line(&mut password).context("密码无法读取")?;
        let password = password.trim_end_matches(['\r', '\n']).to_owned();
        ensure!(!password.is_empty(), "标准输入中没有密码");
        let (config, place, world) = (self.at.config()?, self.at.place()?, World::system());
        let database = place.open(&world).await?;
        let app = App::new(Edge::new(&config, world), database.clone(), config.cookie(), place.files());
        let token = setup::token(&app).await?.context("公司已初始化")?;
        let done = setup::run(&app, self.set_up(token, password)).await;
        database.close().await;
        done.map_err(|error| anyhow::anyhow!(words(&error)))?;
        println!("已建立管理员");
        Ok(())
    }

    fn set_up(self, token: String, password: String) -> SetUp {
        let (department, person) = ("company".to_owned(), "admin".to_owned());
        let departments =
            vec![NewDepartment { key: department.clone(), name: self.company.clone(), parent: None }];
        let people = vec![NewPerson {
            key: person.clone(),
            name: self.name,
            login: self.login,
            department: department.clone(),
            password: Some(password),
        }];
        let posts = vec![NewPost {
            key: "admin".to_owned(),
            role: "sys_admin".to_owned(),
            department,
            holder: Some(person),
            reports_to: None,
        }];
        SetUp { token, company: self.company, departments, people, posts }
    }
}

/// The refusal as the browser would say it.
fn words(error: &ApiError) -> String {
    let problem = Problem::new(error, Lang::Zh, None);
    format!("{}：{}", problem.title, problem.detail)
}
