//! A disk that takes no more.

use store::{Error, Truth};

use crate::given;

#[test]
fn a_full_disk_leaves_everything_whole() {
    let (folder, truth) = given::truth();
    let id = given::incident(&truth, "declare", 0);
    let pages = truth.limit_pages(0).unwrap();
    truth.limit_pages(pages + 8).unwrap();
    let words = "all the words of a long night ".repeat(100);
    let mut written = 0_u32;
    let refused = loop {
        let intent = format!("note-{written}");
        let submitted = truth.submit(&intent.as_str().into(), |writing| {
            writing.append(given::draft(&id, &intent, 1, given::note(&words)))?;
            writing.enqueue(&given::page(&id, &intent, 1))
        });
        match submitted {
            Ok(_) => written += 1,
            Err(error) => break error,
        }
        assert!(written < 1_000, "the disk was to be full by now");
    };
    assert!(matches!(refused, Error::Disk { .. }), "{refused:?}");
    let check = |truth: &Truth, written: u32| {
        let entries = truth.entries(&id).unwrap();
        assert_eq!(entries.len(), written as usize + 1);
        assert_eq!(truth.deliveries(&id).unwrap().len(), written as usize);
        assert_eq!(truth.incident(&id).unwrap(), domain::incident::fold::fold(&entries));
    };
    check(&truth, written);
    check(&Truth::open(folder.path()).unwrap(), written);
    truth.limit_pages(u32::MAX).unwrap();
    given::owe(&truth, &id, "there is room again", &[given::page(&id, "p1", 1)]);
    check(&truth, written + 1);
}

#[test]
fn a_folder_that_cannot_be_made_is_the_disk_s_trouble() {
    let folder = given::folder();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    assert!(matches!(Truth::open(&file.join("below")), Err(Error::Disk { .. })));
}
