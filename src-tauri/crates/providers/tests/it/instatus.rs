//! Instatus: what its check tells of a page id that is wrong.

use domain::delivery::Failure;
use serde_json::{Value, json};

use crate::given;
use crate::server::{self, Server};

/// What a test of the connection says where the key opens these pages.
async fn check(pages: Value) -> Result<String, Failure> {
    let (gateway, _folder) = given::gateway();
    let server = Server::start(move |_| server::json(200, &pages)).await;
    let connection = given::connection("instatus", &[("api_url", &server.address), ("page", "kestrel")]);
    gateway.check(&connection, &given::secrets(), given::now()).await.map_err(Failure::from)
}

#[tokio::test]
async fn the_pages_that_a_key_opens_are_told_with_their_ids() {
    let page = |id: &str, name: &str| json!({ "id": id, "name": name });
    let opened = check(json!([page("ck1", "Internal"), page("kestrel", "Kestrel")])).await;
    assert_eq!(opened, Ok("The API key opens the page “Kestrel”.".to_owned()));
    let words = "The API key opens no page `kestrel`. Write as `page` `ck1` for “Internal”, or `ck2` for “Kestrel”.";
    let other = check(json!([page("ck1", "Internal"), page("ck2", "Kestrel")])).await;
    assert_eq!(other, Err(Failure::Refused(words.to_owned())));
    let words = "The API key opens no page. Take that of a user who has one.";
    assert_eq!(check(json!([])).await, Err(Failure::Refused(words.to_owned())));
}
