//! Reads the tree: the files that git knows or would take, and what cargo says of the workspace.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::source::File;
use crate::{imports, source};

/// Every rule over the real tree: one sentence for each break.
pub fn faults() -> Result<Vec<String>> {
    let root = root();
    let metadata =
        output(&root, env!("CARGO"), &["metadata", "--format-version=1", "--no-deps", "--offline"])?;
    let mut faults = imports::faults(&serde_json::from_str(&metadata).context("cargo metadata is JSON")?);
    // Untracked files count too, so that a fault shows before it is committed.
    let listed = output(&root, "git", &["ls-files", "-z", "--cached", "--others", "--exclude-standard"])?;
    for path in listed.split('\0').filter(|path| !path.is_empty()) {
        // A file that git still lists but that was deleted, and a file that is no text, have nothing to judge.
        if let Ok(text) = std::fs::read_to_string(root.join(path)) {
            faults.extend(source::faults(&File { path, text: &text }));
        }
    }
    Ok(faults)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask stands under the root").to_path_buf()
}

fn output(root: &Path, program: &str, arguments: &[&str]) -> Result<String> {
    let run = Command::new(program).args(arguments).current_dir(root).output();
    let output = run.with_context(|| format!("cannot start {program}"))?;
    ensure!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).with_context(|| format!("{program} answers in UTF-8"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_tree_is_tidy() {
        let faults = super::faults().expect("the tree can be read");
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    }
}
