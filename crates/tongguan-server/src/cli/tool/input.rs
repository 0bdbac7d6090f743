//! Feeding inputs to a computation and printing what comes back.

use super::fault::{Fault, Note};
use super::{Computation, Lang};
use std::io::{self, BufRead, Write};
use std::process::ExitCode;

/// An answer, perhaps with a note for stderr; or why there is none.
pub(super) type Answer = Result<(String, Vec<Note>), Fault>;

/// Answers every input. The exit code is 1 when one was refused or the output broke off.
pub(super) fn answer_all(computation: &impl Computation, lang: Lang) -> ExitCode {
    let given = computation.inputs();
    let outcome = if given.is_empty() {
        from_stdin(computation, lang)
    } else {
        given.iter().try_fold(true, |good, input| Ok(answer_one(computation, input, lang)? && good))
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        // A reader that has seen enough closes the pipe; there is nobody left to tell.
        Ok(false) | Err(_) => ExitCode::FAILURE,
    }
}

fn from_stdin(computation: &impl Computation, lang: Lang) -> io::Result<bool> {
    let mut good = true;
    let mut line = Vec::new();
    let mut stdin = io::stdin().lock();
    while stdin.read_until(b'\n', &mut line)? > 0 {
        // Not UTF-8 means not a valid input either; the replacement character makes it one refused line.
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_start_matches('\u{feff}').trim();
        if !text.is_empty() {
            good &= answer_one(computation, text, lang)?;
        }
        line.clear();
    }
    Ok(good)
}

fn answer_one(computation: &impl Computation, input: &str, lang: Lang) -> io::Result<bool> {
    match computation.answer(input) {
        Ok((answer, notes)) => {
            writeln!(io::stdout(), "{answer}")?;
            for note in notes {
                writeln!(io::stderr(), "{input}: {}", note.text(lang))?;
            }
            Ok(true)
        }
        Err(fault) => {
            writeln!(io::stderr(), "{input}: {}", fault.text(lang))?;
            Ok(false)
        }
    }
}

/// The columns of a line of several figures, separated by spaces, tabs or commas.
pub(super) fn columns<const N: usize>(input: &str) -> Result<[&str; N], Fault> {
    let columns = input.split([' ', '\t', ',', '，', ';']).filter(|column| !column.is_empty());
    columns.collect::<Vec<_>>().try_into().map_err(|_| Fault::Columns { expected: N })
}
