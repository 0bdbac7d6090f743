//! Lists the files of the built browser interface (`web/dist`) for `src/web.rs`.
//!
//! Promises that the server builds without Node: where nothing was built, only what git keeps of that folder is listed,
//! and the server shows its plain page. Must never build the interface itself.

use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let dist = Path::new(&var("CARGO_MANIFEST_DIR")).join("../../web/dist");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", dist.display());
    let mut found = Vec::new();
    walk(&dist, &mut found)?;
    found.sort();
    let mut list = String::from("&[");
    for path in found.iter().filter(|path| !is_packed(path) && !is_hidden(path, &dist)) {
        entry(&mut list, path, &dist)?;
    }
    list.push(']');
    fs::write(Path::new(&var("OUT_DIR")).join("web.rs"), list)
}

fn var(name: &str) -> String {
    env::var(name).expect("cargo sets it for build scripts")
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    // Without a folder there is no interface; that is allowed.
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() { walk(&path, found)? } else { found.push(path) }
    }
    Ok(())
}

/// Whether this is another file in a packed form.
fn is_packed(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "br" || ending == "gz")
}

/// Whether it is for the build only, as its manifest is.
fn is_hidden(path: &Path, dist: &Path) -> bool {
    let inside = path.strip_prefix(dist).expect("it was found there");
    inside.iter().any(|part| part.to_string_lossy().starts_with('.'))
}

fn entry(list: &mut String, path: &Path, dist: &Path) -> io::Result<()> {
    let inside = path.strip_prefix(dist).expect("it was found there").to_string_lossy().replace('\\', "/");
    let mut hash = DefaultHasher::new();
    hash.write(&fs::read(path)?);
    writeln!(
        list,
        "File {{ path: {:?}, tag: {:?}, plain: include_bytes!({path:?}), br: {}, gzip: {} }},",
        format!("/{inside}"),
        format!("\"{:016x}\"", hash.finish()),
        packed(path, "br"),
        packed(path, "gz"),
    )
    .expect("a string takes everything");
    Ok(())
}

fn packed(path: &Path, ending: &str) -> String {
    let packed = PathBuf::from(format!("{}.{ending}", path.display()));
    if packed.exists() { format!("Some(include_bytes!({packed:?}))") } else { "None".to_owned() }
}
