//! Giving out a copy: its letterhead, its code, its file, its place in the register, and its headers.
//!
//! Promises that a copy is in the register before it is given out, under the hash of exactly these bytes, and that a browser
//! saves it and never runs it. Must never decide what a copy shows.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use tongguan_core::deal::copy::Mark;
use tongguan_core::digest::Digest;
use tongguan_core::process::Process;
use tongguan_core::reference::issued_copy::{Audience, Command, CopyCode, CopyFormat, Issue};
use tongguan_core::reference::paper_template::PaperTemplate;
use tongguan_core::reference::setting::Settings;
use tongguan_doc::paper::make::Setting;
use tongguan_doc::paper::{Footer, Language, Letterhead, Logo, Paper};
use tongguan_doc::template::Values;

use super::caller::Caller;
use super::deal::execute::{self, Request};
use super::error::ApiError;
use super::file::{download, keep};
use crate::app::App;
use crate::printing;
use tongguan_service::i18n::Lang;
use tongguan_service::installation;
use tongguan_service::run::{Target, Via};

/// The id of a copy in the register, beside its file.
static COPY_ID: HeaderName = HeaderName::from_static("copy-id");

/// A language as a request names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tongue {
    /// Chinese.
    Zh,
    /// English.
    En,
}

/// In which form a copy was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// The format.
    pub format: CopyFormat,
    /// The language.
    pub language: Language,
}

impl Asked {
    /// What a request asks for: a format that this build makes, a language that we speak.
    pub fn read(format: CopyFormat, language: Option<Tongue>, reader: Lang) -> Result<Self, ApiError> {
        if format == CopyFormat::Pdf && !cfg!(feature = "pdf") {
            return Err(printing::not_made());
        }
        let language = match (language, reader) {
            (Some(Tongue::Zh), _) | (None, Lang::Zh) => Language::Zh,
            (Some(Tongue::En), _) | (None, Lang::En) => Language::En,
        };
        Ok(Self { format, language })
    }

    /// The language of the server's words.
    pub fn lang(self) -> Lang {
        match self.language {
            Language::Zh => Lang::Zh,
            Language::En => Lang::En,
        }
    }
}

/// A template of the company's own, and what fills it.
pub struct Filling<'a> {
    /// The template.
    pub template: &'a PaperTemplate,
    /// Makes the values, once it is known what stands around them.
    pub values: &'a (dyn Fn(&Setting<'_>) -> Values + Sync),
}

/// A copy in the making.
pub struct Sheet<'a> {
    /// The template that it is made from; our own layout where there is none.
    pub filling: Option<Filling<'a>>,
    /// Makes the paper, once it is known what stands around it.
    pub make: &'a (dyn Fn(&Setting<'_>) -> Paper + Sync),
    /// The names of what it refers to.
    pub name: &'a (dyn Fn(&str, &str) -> Option<String> + Sync),
    /// Why it is no clean copy.
    pub mark: Option<Mark>,
    /// For whom.
    pub audience: Audience,
    /// Its entry in the register.
    pub issue: &'a (dyn Fn(Digest) -> Issue + Sync),
    /// The name of its file, without ending.
    pub file: String,
}

/// What a copy says, before it is a file.
enum Content {
    /// On our own paper.
    Paper(Box<Paper>),
    /// In a template.
    Values(Digest, Values),
}

impl Sheet<'_> {
    fn content(&self, setting: &Setting<'_>) -> Content {
        match &self.filling {
            Some(Filling { template, values }) => Content::Values(template.file, values(setting)),
            None => Content::Paper(Box::new((self.make)(setting))),
        }
    }
}

/// A copy that is in the register.
pub struct Registered {
    /// Its id there.
    pub id: uuid::Uuid,
    /// The name of its file, without ending.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Registered {
    /// The copy as an answer that names its place in the register.
    pub fn answer(self, format: CopyFormat) -> Result<Response, ApiError> {
        let mut answer = give(self.bytes, format, &self.name)?;
        let id = HeaderValue::from_str(&self.id.to_string()).map_err(|_| ApiError::Internal)?;
        answer.headers_mut().insert(COPY_ID.clone(), id);
        Ok(answer)
    }
}

/// Makes a copy and registers it.
pub async fn registered(
    app: &App,
    caller: &Caller,
    asked: Asked,
    sheet: Sheet<'_>,
) -> Result<Registered, ApiError> {
    let code = CopyCode::of(app.world().random());
    let around = around(app, caller).await?;
    let footer = Footer { copy: said_of(app, caller, asked, &code).await?, ..around.footer };
    let content = sheet.content(&Setting {
        footer,
        watermark: sheet.mark.map(|mark| asked.lang().word(&format!("mark.{}", mark.key())).to_owned()),
        language: asked.language,
        zone: app.current_process().time_zone(),
        letterhead: around.letterhead,
        name: sheet.name,
    });
    let bytes = match content {
        Content::Values(template, values) => {
            let file = app.files.get(caller.tenant.0, template.0).await?;
            printing::fill(app, &file, values).await?
        }
        Content::Paper(paper) => printing::print(app, *paper, asked.format).await?,
    };
    let command = Command::IssueCopy { code, issue: (sheet.issue)(Digest::of(&bytes)) };
    let target = Target::Reference { id: None, command: command.into() };
    let key = format!("copy-{}", app.world().id());
    // What goes to a customer is kept: a mail carries these bytes and no others.
    if sheet.audience == Audience::Customer && sheet.mark.is_none() {
        keep::keep(app, caller, bytes.clone(), asked.format.media_type()).await?;
    }
    let request = Request { target, expected: None, key, via: Via::Api, dry_run: false };
    let issued = execute::run(app, caller, request).await?;
    Ok(Registered { id: issued.id, name: sheet.file, bytes })
}

/// What stands around the content of every paper.
pub struct Around {
    /// Who it comes from.
    pub letterhead: Letterhead,
    /// The company's line at the foot.
    pub footer: Footer,
}

/// Letterhead and foot, from the company's settings.
pub async fn around(app: &App, caller: &Caller) -> Result<Around, ApiError> {
    let settings = app.directory(caller.tenant).await?.settings.clone();
    let company = match settings.letterhead_name.as_str() {
        "" => installation::company(&app.db).await?.map(|company| company.name).unwrap_or_default(),
        name => name.to_owned(),
    };
    let footer = Footer { text: settings.letterhead_footer.clone(), ..Footer::default() };
    let logo = logo(app, caller, &settings).await?;
    Ok(Around {
        letterhead: Letterhead { company, address: settings.letterhead_address.clone(), logo },
        footer,
    })
}

/// The logo that the settings name; none where it is no picture that we draw.
async fn logo(app: &App, caller: &Caller, settings: &Settings) -> Result<Option<Logo>, ApiError> {
    let Some(sha256) = Digest::parse(&settings.letterhead_logo) else { return Ok(None) };
    if download::row(app, caller.tenant, sha256).await?.is_none() {
        return Ok(None);
    }
    let bytes = app.files.get(caller.tenant.0, sha256.0).await?;
    Ok(Logo::of(&bytes))
}

/// Who took the copy and when, and where its code can be asked.
async fn said_of(app: &App, caller: &Caller, asked: Asked, code: &CopyCode) -> Result<String, ApiError> {
    let names = app.directory(caller.tenant).await?.names.clone();
    let by = names.get(&caller.person.0).cloned().unwrap_or_default();
    let at = local(&app.current_process(), app.world().now());
    let said = asked.lang().word("paper.copy");
    let place = app.edge.site.origin.as_ref().map(|origin| format!("{origin}/verify"));
    let place = place.unwrap_or_else(|| asked.lang().word("paper.verify").to_owned());
    Ok(said
        .replace("{place}", &place)
        .replace("{by}", &by)
        .replace("{at}", &at)
        .replace("{code}", code.as_str()))
}

fn local(process: &Process, at: jiff::Timestamp) -> String {
    process.time_zone().to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string()
}

/// The file as an answer, to be saved and never run.
pub fn give(bytes: Vec<u8>, format: CopyFormat, name: &str) -> Result<Response, ApiError> {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
    let disposition = disposition(name, format.ending());
    let disposition = HeaderValue::from_str(&disposition).map_err(|_| ApiError::Internal)?;
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    Ok((headers, bytes).into_response())
}

/// RFC 6266: a name that every browser reads, and the true one.
pub fn disposition(name: &str, ending: &str) -> String {
    let safe = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let plain: String = name.chars().map(|letter| if safe(letter) { letter } else { '_' }).collect();
    let coded: String = name
        .bytes()
        .map(|byte| match safe(char::from(byte)) {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        })
        .collect();
    format!("attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8''{coded}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        assert_eq!(
            disposition("报价\"\r\nX: y", "pdf"),
            "attachment; filename=\"_____X__y.pdf\"; filename*=UTF-8''%E6%8A%A5%E4%BB%B7%22%0D%0AX%3A%20y.pdf"
        );
    }
}
