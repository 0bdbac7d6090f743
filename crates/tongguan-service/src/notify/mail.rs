//! Mail by SMTP: notices to our people, copies to customers. The message id is the delivery's, so a receiver that got a message twice can tell.

use std::time::{Duration, UNIX_EPOCH};

use anyhow::{Context, ensure};
use jiff::Timestamp;
use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Attachment, Body, Mailbox, MaybeString, MessageBuilder, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use uuid::Uuid;

use super::sentence::Said;
use super::{PATIENCE, SendError};
use crate::notify::config::{MailConfig, MailSecurity};

/// A mail server that takes our messages.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// A copy to people of a customer.
#[derive(Debug, Clone)]
pub struct Parcel {
    /// Where to.
    pub addresses: Vec<String>,
    /// Where answers go: the sender's own address.
    pub reply_to: Option<String>,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// The name of the file.
    pub file_name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes.
    pub file: Vec<u8>,
    /// When it was written.
    pub at: Timestamp,
}

/// What a mail server did with a parcel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// It took it.
    Yes,
    /// It never will.
    Never,
    /// It may later.
    Later(SendError),
}

/// A message to one person.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Where to.
    pub address: String,
    /// What it says.
    pub said: Said,
    /// Where to read on.
    pub link: Option<String>,
    /// When it was written.
    pub at: Timestamp,
}

impl Mailer {
    /// The mail server of a configuration. Reads the password from its file.
    pub fn new(config: &MailConfig) -> anyhow::Result<Self> {
        let from = config.from.parse().context("发件人地址有误")?;
        let tls = match config.security {
            MailSecurity::None => {
                let is_here = ["localhost", "127.0.0.1", "::1"].contains(&config.server.as_str());
                ensure!(is_here, "不加密的邮件服务器只能在本机，当前为 {}", config.server);
                Tls::None
            }
            MailSecurity::Starttls => Tls::Required(TlsParameters::new(config.server.clone())?),
            MailSecurity::Tls => Tls::Wrapper(TlsParameters::new(config.server.clone())?),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(config.server.clone())
            .port(config.port)
            .tls(tls)
            .timeout(Some(PATIENCE));
        if let Some(user) = &config.user {
            let file = config.password_file.as_ref().context("缺少邮件密码文件")?;
            let password = std::fs::read_to_string(file).context("邮件密码文件无法读取")?;
            builder = builder.credentials(Credentials::new(user.clone(), password.trim().to_owned()));
        }
        Ok(Self { transport: builder.build(), from })
    }

    /// Hands a message to the server. An error says what the server did, never to whom the message was.
    pub async fn send(&self, id: Uuid, letter: Letter) -> Result<(), SendError> {
        let message = self.message(id, letter)?;
        let sent = self.transport.send(message).await;
        sent.map(drop).map_err(|error| SendError(format!("mail server: {}", kind(&error))))
    }

    /// Hands a parcel to the server, and says whether it took it. What it answers about a mailbox or a message is final; what it answers
    /// about itself, or about us, is not.
    pub async fn send_parcel(&self, id: Uuid, parcel: Parcel) -> Taken {
        let message = match self.parcel(id, parcel) {
            Ok(message) => message,
            Err(_) => return Taken::Never,
        };
        match self.transport.send(message).await {
            Ok(_) => Taken::Yes,
            Err(error) if is_final(&error) => Taken::Never,
            Err(error) => Taken::Later(SendError(format!("mail server: {}", kind(&error)))),
        }
    }

    fn parcel(&self, id: Uuid, parcel: Parcel) -> Result<Message, SendError> {
        let mut message = envelope(&self.from, id, parcel.at).subject(parcel.subject);
        for address in &parcel.addresses {
            message = message.to(mailbox(address)?);
        }
        if let Some(address) = &parcel.reply_to {
            message = message.reply_to(mailbox(address)?);
        }
        let text = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(in_base64(parcel.text)?);
        let media_type = parcel.media_type.parse().map_err(|_| unwritable())?;
        let file = Attachment::new(parcel.file_name).body(in_base64(parcel.file)?, media_type);
        message.multipart(MultiPart::mixed().singlepart(text).singlepart(file)).map_err(|_| unwritable())
    }

    fn message(&self, id: Uuid, letter: Letter) -> Result<Message, SendError> {
        let to = mailbox(&letter.address)?;
        let Said { title, detail } = letter.said;
        let body = letter.link.map_or(detail.clone(), |link| format!("{detail}\n\n{link}"));
        let message = envelope(&self.from, id, letter.at)
            .to(to)
            .subject(format!("{title}｜{}", first(&detail)))
            .header(ContentType::TEXT_PLAIN)
            .body(in_base64(body)?);
        message.map_err(|_| unwritable())
    }
}

/// Who writes, when, and under which id.
fn envelope(from: &Mailbox, id: Uuid, at: Timestamp) -> MessageBuilder {
    let at = Duration::from_micros(u64::try_from(at.as_microsecond()).unwrap_or(0));
    Message::builder().from(from.clone()).message_id(Some(format!("<{id}@tongguan>"))).date(UNIX_EPOCH + at)
}

fn mailbox(address: &str) -> Result<Mailbox, SendError> {
    address.parse().map_err(|_| SendError("the address cannot be written to".to_owned()))
}

/// Chinese in base64 passes every relay; lettre would choose by the share of other letters.
fn in_base64(body: impl Into<MaybeString>) -> Result<Body, SendError> {
    Body::new_with_encoding(body, ContentTransferEncoding::Base64).map_err(|_| unwritable())
}

/// 550 to 554: the mailbox, its size or the message. Other refusals speak of the server, or of how we came.
fn is_final(error: &lettre::transport::smtp::Error) -> bool {
    let code = error.status().and_then(|code| code.to_string().parse::<u16>().ok());
    code.is_some_and(|code| (550..=554).contains(&code))
}

fn unwritable() -> SendError {
    SendError("the message cannot be written".to_owned())
}

/// The deal's number, or all where there is none.
fn first(detail: &str) -> &str {
    detail.split(['：', '\n']).next().unwrap_or(detail)
}

/// The server's own words may quote the address.
fn kind(error: &lettre::transport::smtp::Error) -> String {
    match error.status() {
        Some(code) => format!("answered {code}"),
        None if error.is_timeout() => "no answer in time".to_owned(),
        None if error.is_client() => "the message was not accepted".to_owned(),
        None => "cannot be reached".to_owned(),
    }
}
