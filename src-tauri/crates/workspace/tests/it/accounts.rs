//! Named customers: who they are, and what is said about a file that cannot be written to.

use domain::account::is_address;

use crate::given;

/// A customer without a fault.
const NORTHWIND: &str = "\
name: Northwind Traders
regions: [ europe ]
services: [ ledger ]
contacts:
  - { name: Dana Whitfield, email: dana@northwind.example }
  - { name: Desk, email: desk@northwind.example }
owner: mara
";

/// What they use.
const LEDGER: &str = "\
name: Ledger
owner: Payments team
ladder: [ { rotation: payments } ]
";

fn workspace() -> given::Workspace {
    given::workspace().with("services/ledger.yaml", LEDGER)
}

/// What is said about one file of an otherwise good workspace, and how many accounts are left.
fn said(text: &str) -> (String, usize) {
    let workspace = workspace().with("accounts/north.yaml", NORTHWIND).with("accounts/x.yaml", text);
    let loaded = workspace.loaded();
    (given::problems(&loaded), loaded.agreement.accounts.len())
}

#[test]
fn an_account_is_read_with_everybody_who_hears_for_it() {
    let workspace = workspace().with("accounts/northwind.yaml", NORTHWIND);
    assert_eq!(workspace.problems(), "");
    let accounts = workspace.loaded().agreement.accounts;
    insta::assert_debug_snapshot!(accounts);
}

#[test]
fn several_stand_in_one_file_and_say_as_little_as_they_need() {
    let list = "\
- { id: one, name: One, contacts: [ { name: A, email: a@one.example } ] }
- { id: two, name: Two, contacts: [ { name: B, email: b@two.example } ], regions: [ europe ] }
";
    let workspace = workspace().with("accounts/Those of the north.yaml", list);
    assert_eq!(workspace.problems(), "", "the name of a list's file is no id");
    let accounts = workspace.loaded().agreement.accounts;
    let ids: Vec<&str> = accounts.iter().map(|account| account.id.as_str()).collect();
    assert_eq!(ids, ["one", "two"]);
    let everywhere = &accounts[0];
    assert!(everywhere.is_hit(&["europe".into()], &["ledger".into()]), "whoever names neither is hit by all of it");
}

#[test]
fn an_account_to_whom_nobody_can_write_is_left_out_and_hides_no_other() {
    let (told, left) = said("name: X\ncontacts: []\n");
    insta::assert_snapshot!(told, @"accounts/x.yaml:2:11: error[no-contacts]: Nobody at this account can be written to. Add `contacts:` with `{ name: …, email: … }` for each person who hears from us.");
    assert_eq!(left, 1);
    let (told, left) = said("name: X\n");
    insta::assert_snapshot!(told, @"accounts/x.yaml:1:1: error[no-contacts]: Nobody at this account can be written to. Add `contacts:` with `{ name: …, email: … }` for each person who hears from us.");
    assert_eq!(left, 1);
    let (told, left) = said(
        "\
contacts:
  - { name: Dana, email: dana }
  - { email: 'Dana <dana@x.example>' }
  - { name: Dana, email: \"dana@x.example\\nBcc: all@x.example\" }
  - dana@x.example
",
    );
    insta::assert_snapshot!(told, @r#"
    accounts/x.yaml:1:1: error[missing-key]: `name` is missing. Add `name: …`.
    accounts/x.yaml:2:26: error[bad-address]: `dana` is not an address. Write one address of mail and nothing beside it, like `dana@northwind.example`.
    accounts/x.yaml:3:5: error[missing-key]: `name` is missing. Add `name: …`.
    accounts/x.yaml:3:14: error[bad-address]: `Dana <dana@x.example>` is not an address. Write one address of mail and nothing beside it, like `dana@northwind.example`.
    accounts/x.yaml:4:26: error[bad-address]: `dana@x.example
    Bcc: all@x.example` is not an address. Write one address of mail and nothing beside it, like `dana@northwind.example`.
    accounts/x.yaml:5:5: error[wrong-type]: Expected the keys of a contact, found a single value. Write `key: value` lines, each with the same indentation.
    "#);
    assert_eq!(left, 1);
    let (told, left) = said("- { id: a, name: A, contacts: [ { name: A, email: a@a.example } ] }\n- { name: B }\n");
    insta::assert_snapshot!(told, @r#"
    accounts/x.yaml:2:3: error[missing-key]: `id` is missing. Add `id: …`.
    accounts/x.yaml:2:3: error[no-contacts]: Nobody at this account can be written to. Add `contacts:` with `{ name: …, email: … }` for each person who hears from us.
    "#);
    assert_eq!(left, 2, "of a list only the entry with the fault");
}

#[test]
fn what_an_account_names_has_to_be_there() {
    let (told, _) = said(
        "\
name: X
regions: [ europ ]
services: [ ledgr ]
owner: mar
contact: [ { name: A, email: a@a.example } ]
contacts: [ { name: A, email: a@a.example } ]
",
    );
    insta::assert_snapshot!(told, @r#"
    accounts/x.yaml:2:12: error[unknown-region]: There is no region `europ`. Did you mean `europe`?
    accounts/x.yaml:3:13: error[unknown-service]: There is no service `ledgr`. Did you mean `ledger`?
    accounts/x.yaml:4:8: error[unknown-person]: There is no person `mar`. Did you mean `mara`?
    accounts/x.yaml:5:1: warning[unknown-key]: `contact` is not a key that is read here. Known keys: name, regions, services, contacts, owner, commitment.
    "#);
}

#[test]
fn the_second_of_an_id_is_left_out() {
    let workspace = workspace()
        .with("accounts/a.yaml", "- { id: b, name: First, contacts: [ { name: A, email: a@a.example } ] }\n")
        .with("accounts/b.yaml", NORTHWIND);
    insta::assert_snapshot!(workspace.problems(), @"accounts/b.yaml:1:1: error[duplicate-id]: There is already an account `b`, in accounts/a.yaml:1. Give one of the two another id; the second one is left out.");
    let accounts = workspace.loaded().agreement.accounts;
    assert_eq!(accounts.iter().map(|account| account.name.as_str()).collect::<Vec<_>>(), ["First"]);
}

#[test]
fn an_address_is_one_that_every_server_takes() {
    for good in ["a@b.example", "dana.whitfield+incidents@mail.northwind.example", "o'neil@x-y.example", "1@1.example"]
    {
        assert!(is_address(good), "{good}");
    }
    let long = format!("{}@x.example", "a".repeat(65));
    let bad = [
        "",
        "@",
        "a@",
        "@b.example",
        "a@b",
        "a b@c.example",
        "a@b c.example",
        "a@b.example\r\nRCPT TO:<c@d.example>",
        "a@b@c.example",
        "<a@b.example>",
        "A <a@b.example>",
        "a@b.example,c@d.example",
        ".a@b.example",
        "a..b@c.example",
        "a@-b.example",
        "a@b-.example",
        "a@b..example",
        "a@.example",
        "a@b.example.",
        "\"a b\"@c.example",
        "a@[127.0.0.1]",
        "é@b.example",
        "a@é.example",
        "a\u{0}@b.example",
        long.as_str(),
    ];
    for bad in bad {
        assert!(!is_address(bad), "{bad:?}");
    }
}
