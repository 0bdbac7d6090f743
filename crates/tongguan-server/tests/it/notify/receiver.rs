//! The other side: a mail server and a group robot that do what the test tells them.

use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A letter as it came in.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The receivers.
    pub to: Vec<String>,
    /// The lines before the first empty one.
    pub head: String,
    /// What follows, as it was sent.
    pub body: String,
}

impl Letter {
    /// The text, decoded.
    pub fn text(&self) -> String {
        let is_base64 = self.head.to_lowercase().contains("content-transfer-encoding: base64");
        assert!(is_base64, "{}", self.head);
        String::from_utf8(base64(&self.body)).expect("UTF-8")
    }
}

/// As much of base64 as a test needs.
pub fn base64(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut count, mut bytes) = (0u32, 0, Vec::new());
    for letter in text.bytes() {
        let Some(value) = ALPHABET.iter().position(|known| *known == letter) else { continue };
        (bits, count) = ((bits << 6) | u32::try_from(value).expect("small"), count + 6);
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).expect("a byte"));
        }
    }
    bytes
}

#[derive(Default)]
struct Post {
    letters: Vec<Letter>,
    refuses: bool,
    unknown: bool,
}

/// A mail server.
pub struct MailServer {
    pub port: u16,
    post: Arc<Mutex<Post>>,
}

impl MailServer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let (port, post) = (listener.local_addr().expect("bound").port(), Arc::<Mutex<Post>>::default());
        let shared = post.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, shared.clone()));
            }
        });
        Self { port, post }
    }

    /// From now on every letter is refused for the time being, or none.
    pub fn refuse(&self, refuses: bool) {
        self.post.lock().expect("whole").refuses = refuses;
    }

    /// From now on no mailbox is known here, or every one.
    pub fn knows_nobody(&self, unknown: bool) {
        self.post.lock().expect("whole").unknown = unknown;
    }

    pub fn letters(&self) -> Vec<Letter> {
        self.post.lock().expect("whole").letters.clone()
    }
}

async fn talk(stream: TcpStream, post: Arc<Mutex<Post>>) -> std::io::Result<()> {
    let (reading, mut writing) = stream.into_split();
    let mut lines = BufReader::new(reading).lines();
    writing.write_all(b"220 test ESMTP\r\n").await?;
    let mut to = Vec::new();
    while let Some(line) = lines.next_line().await? {
        let (refuses, unknown) = {
            let post = post.lock().expect("whole");
            (post.refuses, post.unknown)
        };
        let answer = match line.split([' ', ':']).next().unwrap_or_default().to_uppercase().as_str() {
            "EHLO" => "250-test\r\n250 8BITMIME",
            "MAIL" if refuses => "451 later",
            "RCPT" if unknown => "550 no such mailbox",
            "RCPT" => {
                let address = line.split(['<', '>']).nth(1).unwrap_or_default();
                to.push(address.to_owned());
                "250 ok"
            }
            "DATA" => {
                writing.write_all(b"354 go on\r\n").await?;
                let (mut head, mut body, mut is_head) = (String::new(), String::new(), true);
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    is_head &= !line.is_empty();
                    let part = if is_head { &mut head } else { &mut body };
                    part.push_str(&line);
                    part.push('\n');
                }
                let to = std::mem::take(&mut to);
                post.lock().expect("whole").letters.push(Letter { to, head, body });
                "250 taken"
            }
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        writing.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}

/// What a robot does when it is asked.
#[derive(Debug, Clone, Copy)]
pub enum Will {
    /// Answers 200 with this.
    Say(&'static str),
    /// Answers 500.
    Fail,
    /// Points elsewhere: to itself, where it would say yes.
    Redirect,
    /// Takes it and breaks off.
    BreakOff,
    /// Takes it and never answers.
    Wait,
}

/// What a robot was asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The key by which a repeat can be told.
    pub key: String,
    /// The body.
    pub body: Value,
}

struct Mind {
    will: Will,
    asked: Vec<Asked>,
}

/// A group robot.
pub struct Robot {
    pub port: u16,
    mind: Arc<Mutex<Mind>>,
}

impl Robot {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("bound").port();
        let mind = Arc::new(Mutex::new(Mind { will: Will::Fail, asked: Vec::new() }));
        let shared = mind.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, shared.clone(), port));
            }
        });
        Self { port, mind }
    }

    pub fn will(&self, will: Will) {
        self.mind.lock().expect("whole").will = will;
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.mind.lock().expect("whole").asked.clone()
    }
}

async fn answer(stream: TcpStream, mind: Arc<Mutex<Mind>>, port: u16) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let (mut key, mut length, mut line) = (String::new(), 0, String::new());
    let mut first = String::new();
    stream.read_line(&mut first).await?;
    while stream.read_line(&mut line).await? > 2 {
        let (name, value) = line.trim().split_once(": ").unwrap_or_default();
        match name.to_lowercase().as_str() {
            "idempotency-key" => value.clone_into(&mut key),
            "content-length" => length = value.parse().unwrap_or(0),
            _ => {}
        }
        line.clear();
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    let will = {
        let mut mind = mind.lock().expect("whole");
        mind.asked.push(Asked { key, body: serde_json::from_slice(&body).unwrap_or_default() });
        mind.will
    };
    let yes = r#"{"errcode":0}"#;
    let reply = |status: &str, extra: &str, body: &str| {
        format!(
            "HTTP/1.1 {status}\r\n{extra}content-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        )
    };
    let reply = match will {
        _ if first.contains("/elsewhere") => reply("200 OK", "", yes),
        Will::Say(text) => reply("200 OK", "", text),
        Will::Fail => reply("500 Internal Server Error", "", yes),
        Will::Redirect => {
            let extra = format!("location: http://127.0.0.1:{port}/elsewhere\r\n");
            reply("307 Temporary Redirect", &extra, "")
        }
        Will::BreakOff => return Ok(()),
        Will::Wait => std::future::pending().await,
    };
    stream.get_mut().write_all(reply.as_bytes()).await
}
