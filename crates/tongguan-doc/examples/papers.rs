//! Writes a sample of every document, filled and blank, into a folder, to be looked at: `scripts/office.sh` does.

use std::path::PathBuf;

use tongguan_core::process::DocumentKind;
use tongguan_doc::paper::Paper;
use tongguan_doc::{docx, xlsx};

#[path = "../tests/it/sample.rs"]
mod sample;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder: PathBuf = std::env::args().nth(1).ok_or("which folder?")?.into();
    std::fs::create_dir_all(&folder)?;
    #[cfg(feature = "pdf")]
    let press = tongguan_doc::pdf::Press::new()?;
    for (name, paper) in samples() {
        let file = folder.join(name);
        write(&file, &paper)?;
        #[cfg(feature = "pdf")]
        std::fs::write(file.with_extension("pdf"), press.print(&paper)?.bytes)?;
    }
    Ok(())
}

/// Every document in both languages, filled and blank, and the dunning letter.
fn samples() -> Vec<(String, Paper)> {
    let mut samples = Vec::new();
    for (language, tag) in sample::LANGUAGES.into_iter().zip(["zh", "en"]) {
        samples.push((format!("dunning-letter-{tag}"), sample::dunning(language)));
        for kind in DocumentKind::ALL {
            samples.push((format!("{}-filled-{tag}", kind.code()), sample::filled(*kind, language)));
            samples.push((format!("{}-blank-{tag}", kind.code()), sample::empty(*kind, language)));
        }
    }
    samples
}

fn write(file: &std::path::Path, paper: &Paper) -> Result<(), Box<dyn std::error::Error>> {
    std::fs::write(file.with_extension("xlsx"), xlsx::write(paper)?)?;
    std::fs::write(file.with_extension("docx"), docx::write(paper)?)?;
    Ok(())
}
