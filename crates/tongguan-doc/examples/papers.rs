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
    for kind in DocumentKind::ALL {
        for (language, tag) in sample::LANGUAGES.iter().zip(["zh", "en"]) {
            for (paper, what) in
                [(sample::filled(*kind, *language), "filled"), (sample::empty(*kind, *language), "blank")]
            {
                let file = folder.join(format!("{}-{what}-{tag}", kind.code()));
                write(&file, &paper)?;
                #[cfg(feature = "pdf")]
                std::fs::write(file.with_extension("pdf"), press.print(&paper)?.bytes)?;
            }
        }
    }
    Ok(())
}

fn write(file: &std::path::Path, paper: &Paper) -> Result<(), Box<dyn std::error::Error>> {
    std::fs::write(file.with_extension("xlsx"), xlsx::write(paper)?)?;
    std::fs::write(file.with_extension("docx"), docx::write(paper)?)?;
    Ok(())
}
