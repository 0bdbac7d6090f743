//! Imports (导入): who brings which file, how its columns are understood, and how far it has come.
//!
//! The record knows the steps and who may take them; the rows and what became of them are kept beside it. Who may import a
//! kind is whoever may give the command that makes one. Must never hold what a row says.

use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Desk, Record, Refusal, authority};
use crate::deal::screening::registrars;
use crate::digest::Digest;
use crate::id::PersonId;
use crate::import::{Kind, Mapping};
use crate::process::Party;
use crate::zone;

/// The longest name of a file, in characters.
const NAME_MAX: usize = 200;
/// The longest reason, in characters.
const REASON_MAX: usize = 500;

/// An import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportJob {
    /// Its id.
    pub id: Uuid,
    /// What is imported.
    pub kind: Kind,
    /// Where it stands.
    pub state: State,
    /// The name of the file.
    pub file_name: String,
    /// SHA-256 of the file.
    pub sha256: Digest,
    /// Its length.
    pub size_bytes: u64,
    /// How its columns are understood, once that is said.
    pub mapping: Option<Mapping>,
    /// Who imports.
    pub by: PersonId,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When its rows began to be done.
    pub started_at: Option<Timestamp>,
    /// When it ended, one way or the other.
    pub ended_at: Option<Timestamp>,
    /// Who takes it back.
    #[serde(default)]
    pub undone_by: Option<PersonId>,
    /// Why it is taken back.
    #[serde(default)]
    pub undo_reason: Option<String>,
    /// Where it stood before it was to be taken back.
    #[serde(default)]
    pub stood: Option<State>,
    /// Things built upon it that stood in the way of taking it back.
    #[serde(default)]
    pub built_upon: u32,
    /// Why it failed: a code.
    #[serde(default)]
    pub fault: Option<String>,
    /// How often its result was taken.
    #[serde(default)]
    pub results_taken: u32,
    /// When the uploaded file was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_erased_at: Option<Timestamp>,
}

impl ImportJob {
    /// Whether people outside stand in files of its kind.
    pub fn has_people(&self) -> bool {
        matches!(self.kind, Kind::Customers | Kind::Contacts | Kind::Leads | Kind::Deals | Kind::Receivables)
    }

    /// The import without its file: what it did stays, and can be taken back.
    pub fn without_file(&self, at: Timestamp) -> ImportJob {
        ImportJob { file_erased_at: Some(at), ..self.clone() }
    }
}

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The file is read.
    Read,
    /// Its rows are being checked.
    Checking,
    /// Every row has a verdict.
    Checked,
    /// Its rows are being done.
    Running,
    /// All rows are done.
    Done,
    /// It was stopped; what was done stays.
    Cancelled,
    /// It is being taken back.
    Undoing,
    /// It was taken back.
    Undone,
    /// It cannot go on by itself.
    Failed,
}

impl State {
    /// The word of it.
    pub fn key(self) -> &'static str {
        match self {
            State::Read => "read",
            State::Checking => "checking",
            State::Checked => "checked",
            State::Running => "running",
            State::Done => "done",
            State::Cancelled => "cancelled",
            State::Undoing => "undoing",
            State::Undone => "undone",
            State::Failed => "failed",
        }
    }

    /// Whether there is work to do for the job.
    pub fn is_at_work(self) -> bool {
        matches!(self, State::Checking | State::Running | State::Undoing)
    }
}

impl Record for ImportJob {
    const KIND: &'static str = "import";
    const PERSONAL: &'static [&'static str] = &["file_name", "mapping", "undo_reason"];

    fn id(&self) -> Uuid {
        self.id
    }
}

/// What may be asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named as in the state")]
pub enum Command {
    /// A file was brought.
    BeginImport { kind: Kind, file_name: String, sha256: Digest, size_bytes: u64, mapping: Option<Mapping> },
    /// Its columns mean this.
    MapImport { mapping: Mapping },
    /// Give every row a verdict.
    CheckImport {},
    /// Do the rows.
    RunImport {},
    /// Stop.
    CancelImport {},
    /// Take all of it back.
    UndoImport { reason: String },
    /// The result is given out.
    TakeImportResult {},
    /// Every row has a verdict; the job says so.
    EndCheck {},
    /// Every row is done; the job says so.
    EndImport {},
    /// Everything is taken back, but for what was built upon meanwhile; the job says so.
    EndUndo { built_upon: u32 },
    /// It was built upon and stays; the job says so.
    StopUndo { built_upon: u32 },
    /// It cannot go on; the job says so.
    FailImport { fault: String },
    /// The time for which its file is kept is over; the night says so.
    ForgetImportFile {},
    /// Its file goes, because a person in it asks for that.
    EraseImportFile {},
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::BeginImport { .. } => "begin_import",
            Command::MapImport { .. } => "map_import",
            Command::CheckImport {} => "check_import",
            Command::RunImport {} => "run_import",
            Command::CancelImport {} => "cancel_import",
            Command::UndoImport { .. } => "undo_import",
            Command::TakeImportResult {} => "take_import_result",
            Command::EndCheck {} => "end_check",
            Command::EndImport {} => "end_import",
            Command::EndUndo { .. } => "end_undo",
            Command::StopUndo { .. } => "stop_undo",
            Command::FailImport { .. } => "fail_import",
            Command::ForgetImportFile {} => "forget_import_file",
            Command::EraseImportFile {} => "erase_import_file",
        }
    }
}

/// Refuses whoever may not make one of the kind by hand either.
pub fn admit_kind(desk: &Desk<'_>, kind: Kind) -> Result<(), Refusal> {
    let command = kind.command();
    let act = desk.process.acts.get(command).filter(|_| authority::rule_of(command).is_none());
    let (Some(act), Some(person)) = (act, desk.actor()) else { return desk.admit(command, []) };
    let roles = act.by.iter().filter_map(|party| match party {
        Party::Role(role) | Party::Anywhere(role) => Some(role.as_str()),
        _ => None,
    });
    let others = registrars(desk.process).filter(|_| kind == Kind::Leads);
    let needs: Vec<String> = roles.chain(others).map(str::to_owned).collect();
    let holds = |needed: &String| desk.organization.roles_of(person).any(|held| held == needed);
    match desk.organization.is_active(person) && needs.iter().any(holds) {
        true => Ok(()),
        false => Err(Refusal::NotPermitted { command: command.to_owned(), needs }),
    }
}

/// Answers a command.
pub fn decide(desk: &Desk<'_>, row: Option<&ImportJob>, command: &Command) -> Result<ImportJob, Refusal> {
    match (row, command) {
        (None, Command::BeginImport { kind, file_name, sha256, size_bytes, mapping }) => {
            begin(desk, *kind, file_name, (*sha256, *size_bytes), mapping.clone())
        }
        (None, _) => Err(Refusal::BadValue { field: "id".to_owned() }),
        (Some(_), Command::BeginImport { .. }) => {
            Err(Refusal::AlreadyExists { kind: ImportJob::KIND.to_owned() })
        }
        // Whose import it is gives nobody a say in whom it holds.
        (Some(job), Command::EraseImportFile {} | Command::ForgetImportFile {}) => {
            desk.admit(command.key(), [])?;
            step(desk, job, command)
        }
        (Some(job), command) => {
            desk.admit(command.key(), [job.by].into_iter().chain(job.undone_by))?;
            step(desk, job, command)
        }
    }
}

fn begin(
    desk: &Desk<'_>,
    kind: Kind,
    file_name: &str,
    (sha256, size_bytes): (Digest, u64),
    mapping: Option<Mapping>,
) -> Result<ImportJob, Refusal> {
    desk.admit("begin_import", desk.actor())?;
    admit_kind(desk, kind)?;
    let by = desk
        .actor()
        .ok_or_else(|| Refusal::NotPermitted { command: "begin_import".to_owned(), needs: Vec::new() })?;
    Ok(ImportJob {
        id: desk.fresh_id(),
        kind,
        state: State::Read,
        file_name: text("file_name", file_name, NAME_MAX)?,
        sha256,
        size_bytes,
        mapping: of_kind(mapping, kind)?,
        by,
        created_at: desk.now(),
        started_at: None,
        ended_at: None,
        undone_by: None,
        undo_reason: None,
        stood: None,
        built_upon: 0,
        fault: None,
        results_taken: 0,
        file_erased_at: None,
    })
}

fn of_kind(mapping: Option<Mapping>, kind: Kind) -> Result<Option<Mapping>, Refusal> {
    match mapping.as_ref().is_none_or(|mapping| mapping.kind == kind) {
        true => Ok(mapping),
        false => Err(Refusal::BadValue { field: "mapping".to_owned() }),
    }
}

fn text(field: &str, text: &str, max: usize) -> Result<String, Refusal> {
    let text = text.trim();
    match (1..=max).contains(&text.chars().count()) && !text.chars().any(char::is_control) {
        true => Ok(text.to_owned()),
        false => Err(Refusal::BadText { field: field.to_owned(), min: 1, max: max as u32 }),
    }
}

fn step(desk: &Desk<'_>, job: &ImportJob, command: &Command) -> Result<ImportJob, Refusal> {
    use State::{Cancelled, Checked, Checking, Done, Failed, Read, Running, Undoing, Undone};
    let from = |states: &[State]| match states.contains(&job.state) {
        true => Ok(job.clone()),
        false => Err(Refusal::ImportNotNow { state: job.state.key().to_owned() }),
    };
    let reads = matches!(
        command,
        Command::MapImport { .. }
            | Command::CheckImport {}
            | Command::RunImport {}
            | Command::TakeImportResult {}
    );
    if reads && job.file_erased_at.is_some() {
        return Err(Refusal::ImportFileErased);
    }
    let now = Some(desk.now());
    let never_run = |states: &[State]| from(states).and_then(|next| unstarted(job).map(|()| next));
    Ok(match command {
        Command::MapImport { mapping } => {
            let mapping = of_kind(Some(mapping.clone()), job.kind)?;
            ImportJob { mapping, state: Read, fault: None, ..never_run(&[Read, Checked, Failed])? }
        }
        Command::CheckImport {} => {
            mapped(job)?;
            ImportJob { state: Checking, fault: None, ..never_run(&[Read, Checked, Failed])? }
        }
        Command::RunImport {} => {
            admit_kind(desk, job.kind)?;
            mapped(job)?;
            let next = from(&[Read, Checked, Cancelled, Failed])?;
            if job.state == Failed {
                started(job)?;
            }
            // What is half taken back is not done again on top of it.
            if job.undone_by.is_some() {
                return Err(Refusal::ImportNotNow { state: job.state.key().to_owned() });
            }
            let started_at = job.started_at.or(now);
            ImportJob { state: Running, started_at, ended_at: None, fault: None, built_upon: 0, ..next }
        }
        Command::CancelImport {} => match from(&[Checking, Running])? {
            next if job.state == Checking => ImportJob { state: Read, ..next },
            next => ImportJob { state: Cancelled, ended_at: now, ..next },
        },
        Command::UndoImport { reason } => {
            let next = from(&[Done, Cancelled, Failed])?;
            started(job)?;
            let undo_reason = Some(text("reason", reason, REASON_MAX)?);
            let stood = Some(job.stood.filter(|_| job.state == Failed).unwrap_or(job.state));
            ImportJob { state: Undoing, undone_by: desk.actor(), undo_reason, stood, built_upon: 0, ..next }
        }
        Command::TakeImportResult {} => {
            let next = from(&[Checked, Done, Cancelled, Failed, Undone])?;
            ImportJob { results_taken: job.results_taken.saturating_add(1), ..next }
        }
        Command::EndCheck {} => ImportJob { state: Checked, ..from(&[Checking])? },
        Command::EndImport {} => ImportJob { state: Done, ended_at: now, ..from(&[Running])? },
        Command::EndUndo { built_upon } => {
            ImportJob { state: Undone, ended_at: now, built_upon: *built_upon, ..from(&[Undoing])? }
        }
        Command::StopUndo { built_upon } => {
            let (state, built_upon) = (job.stood.unwrap_or(Done), *built_upon);
            ImportJob {
                state,
                built_upon,
                undone_by: None,
                undo_reason: None,
                stood: None,
                ..from(&[Undoing])?
            }
        }
        Command::FailImport { fault } => ImportJob {
            state: Failed,
            ended_at: now,
            fault: Some(fault.clone()),
            ..from(&[Checking, Running, Undoing])?
        },
        Command::ForgetImportFile {} => forgotten(desk, job)?,
        Command::EraseImportFile {} if job.state.is_at_work() => {
            return Err(Refusal::ImportNotNow { state: job.state.key().to_owned() });
        }
        Command::EraseImportFile {} if job.file_erased_at.is_some() => return Err(Refusal::NoChange),
        Command::EraseImportFile {} => job.without_file(desk.now()),
        Command::BeginImport { .. } => return Err(Refusal::NoChange),
    })
}

/// The import without its file, once the time for which that is kept is over.
fn forgotten(desk: &Desk<'_>, job: &ImportJob) -> Result<ImportJob, Refusal> {
    let zone = desk.process.time_zone();
    let since = zone::local_date(job.ended_at.unwrap_or(job.created_at), &zone);
    let months = desk.process.settings.personal_data.retention.import_file_months;
    let until = since.saturating_add(Span::new().months(i64::from(months)));
    let is_over = job.has_people() && !job.state.is_at_work() && until < desk.today();
    match is_over && job.file_erased_at.is_none() {
        true => Ok(job.without_file(desk.now())),
        false => Err(Refusal::StillKept),
    }
}

fn mapped(job: &ImportJob) -> Result<(), Refusal> {
    job.mapping.as_ref().map(|_| ()).ok_or(Refusal::ImportUnmapped)
}

/// What was begun is not understood in another way half-way through.
fn unstarted(job: &ImportJob) -> Result<(), Refusal> {
    match job.started_at {
        None => Ok(()),
        Some(_) => Err(Refusal::ImportNotNow { state: job.state.key().to_owned() }),
    }
}

fn started(job: &ImportJob) -> Result<(), Refusal> {
    match job.started_at {
        Some(_) => Ok(()),
        None => Err(Refusal::ImportNotNow { state: job.state.key().to_owned() }),
    }
}
