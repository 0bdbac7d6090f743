//! `tongguan user`: people who sign in, from the command line.

mod create_admin;
mod set_password;

use clap::{Args, Subcommand};

/// 用户：建立首位管理员、设初始密码
#[derive(Args)]
pub(super) struct User {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    CreateAdmin(create_admin::CreateAdmin),
    SetPassword(set_password::SetPassword),
}

impl User {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self.what {
            What::CreateAdmin(create) => create.run().await,
            What::SetPassword(set) => set.run().await,
        }
    }
}
