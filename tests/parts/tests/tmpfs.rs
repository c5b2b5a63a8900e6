use std::fs;
use std::io::ErrorKind;

use parts::{Postgres, TmpFs, is_root, postgres};

#[test]
fn a_full_disk_takes_nothing_until_it_is_freed() {
    // Elsewhere there is nothing to see: the part itself says what it needs.
    if !is_root() {
        return;
    }
    let disk = TmpFs::new(2);
    let file = disk.path().join("file");
    disk.fill();
    assert_eq!(fs::write(&file, [1; 9000]).unwrap_err().kind(), ErrorKind::StorageFull);
    disk.free();
    fs::write(&file, [1; 9000]).unwrap();
    let path = disk.path().to_owned();
    drop(disk);
    assert!(!path.exists());
}

#[test]
fn postgres_on_a_full_disk_keeps_what_it_said_it_has() {
    // Elsewhere there is nothing to see: the part itself says what it needs.
    if !is_root() {
        return;
    }
    let disk = TmpFs::new(96);
    let data = Some(disk.path().join("data"));
    let postgres = Postgres::with(postgres::Options { data, ..Default::default() });
    postgres.psql(&["CREATE TABLE t (n int, room text)", "INSERT INTO t VALUES (1, '')"]);
    disk.fill();
    let much = "INSERT INTO t SELECT n, repeat('x', 1000) FROM generate_series(2, 100000) AS n";
    assert!(postgres.try_psql(&[much]).unwrap_err().contains("No space left"));
    disk.free();
    if postgres.try_psql(&["SELECT 1"]).is_err() {
        postgres.restart();
    }
    assert_eq!(postgres.psql(&["SELECT count(*) FROM t"]).trim(), "1");
}
