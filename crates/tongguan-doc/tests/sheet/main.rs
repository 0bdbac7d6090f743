//! Files of strangers into rows: what is read, and what is refused before it can hurt.

mod package;
mod poison;
mod reading;

use tongguan_doc::sheet::{Fault, Limits, Piece, read};

/// Everything that a file is read into.
fn pieces(bytes: &[u8]) -> Result<Vec<Piece>, Fault> {
    let mut pieces = Vec::new();
    read(bytes, &Limits::default(), &mut |piece| {
        pieces.push(piece);
        Ok(())
    })?;
    Ok(pieces)
}

/// The rows of a file as `number: cell|cell`.
fn rows(bytes: &[u8]) -> Vec<String> {
    let pieces = pieces(bytes).expect("the file is read");
    let row = |piece: Piece| match piece {
        Piece::Row(row) => Some(format!("{}: {}", row.number, row.cells.join("|"))),
        _ => None,
    };
    pieces.into_iter().filter_map(row).collect()
}

/// The fault of a file.
fn fault(bytes: &[u8]) -> Fault {
    pieces(bytes).expect_err("the file is refused")
}
