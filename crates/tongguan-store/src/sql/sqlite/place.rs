//! Where a database file may lie: not on a network file system, whose locks and syncs cannot be trusted with one.

use std::path::Path;

use crate::error::StoreError;

/// File systems that reach over a network, as Linux names them.
const NETWORK: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afs",
    "ceph",
    "fuse.ceph",
    "fuse.sshfs",
    "fuse.glusterfs",
    "glusterfs",
    "lustre",
];

/// Refuses a folder on a network file system. Where the system does not tell, it is believed.
pub(super) fn check(database: &Path) -> Result<(), StoreError> {
    let folder = database.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder =
        folder.canonicalize().map_err(|error| StoreError::file("find the database's folder", error))?;
    let Ok(mounts) = std::fs::read_to_string("/proc/self/mountinfo") else { return Ok(()) };
    match kind_of(&mounts, &folder) {
        Some(kind) if NETWORK.contains(&kind) => Err(StoreError::Unsupported {
            reason: "a SQLite database must lie on a local disk, not on a network file system",
        }),
        _ => Ok(()),
    }
}

/// The type of the file system that holds a folder: that of the longest mount point above it, the last mounted one if there are two.
fn kind_of<'m>(mounts: &'m str, folder: &Path) -> Option<&'m str> {
    let parse = |line: &'m str| {
        let (mount, source) = line.split_once(" - ")?;
        let point = mount.split(' ').nth(4)?.replace("\\040", " ");
        folder.starts_with(&point).then_some((point.len(), source.split(' ').next()?))
    };
    mounts.lines().filter_map(parse).max_by_key(|(length, _)| *length).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_mount_point_decides() {
        let mounts = "1 0 8:1 / / rw - ext4 /dev/sda rw\n2 1 0:5 / /mnt rw shared:1 - nfs4 host:/x rw\n\
            3 2 8:2 / /mnt/my\\040disk rw - xfs /dev/sdb rw\n";
        let check =
            |folder: &str, kind: &str| assert_eq!(kind_of(mounts, Path::new(folder)), Some(kind), "{folder}");
        check("/srv/data", "ext4");
        check("/mnt/data", "nfs4");
        check("/mnt/my disk/data", "xfs");
        check("/mntother", "ext4");
    }
}
