//! The tray: the test itself is the panel, so it sees what a panel sees and clicks what a person would click.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use zbus::message::Header;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Structure, Value};
use zbus::{Connection, Proxy, interface};

use crate::wait::until;

const ITEM: &str = "org.kde.StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";

/// Where an icon lives: the bus name of its program, and its path there.
type Address = (String, String);

/// An entry of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// By which it is clicked; another one after each change of the menu.
    id: i32,
    /// What stands there; empty for a line between entries.
    pub(crate) label: String,
    /// Whether it can be clicked.
    pub(crate) enabled: bool,
}

/// The panel of one test's desktop.
pub(crate) struct Tray {
    bus: Connection,
    items: Arc<Mutex<Vec<Address>>>,
}

impl Tray {
    /// Takes the panel's place on the bus. Programs look for it only when they start.
    pub(crate) async fn host(bus: Connection) -> Self {
        let items = Arc::default();
        let watcher = Watcher { items: Arc::clone(&items) };
        bus.object_server().at("/StatusNotifierWatcher", watcher).await.expect("the panel is served");
        bus.request_name("org.kde.StatusNotifierWatcher").await.expect("no other panel is there");
        Self { bus, items }
    }

    /// The text beside the icon, where a panel shows one.
    pub(crate) async fn label(&self) -> String {
        self.item().await.get_property("XAyatanaLabel").await.unwrap_or_default()
    }

    /// The file of the icon as it looks now.
    pub(crate) async fn icon(&self) -> PathBuf {
        PathBuf::from(self.item().await.get_property::<String>("IconName").await.expect("an icon"))
    }

    /// The menu, from top to bottom.
    pub(crate) async fn menu(&self) -> Vec<Entry> {
        type Layout = (u32, (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>));
        let menu = self.menu_proxy().await;
        // From the root, to any depth, all properties.
        let all = (0_i32, -1_i32, Vec::<&str>::new());
        let layout: Layout = menu.call("GetLayout", &all).await.expect("a menu");
        layout.1.2.iter().filter_map(entry).collect()
    }

    /// What stands in the menu, from top to bottom.
    pub(crate) async fn labels(&self) -> Vec<String> {
        self.menu().await.into_iter().map(|entry| entry.label).collect()
    }

    /// Waits for an entry whose label begins so, and clicks it.
    pub(crate) async fn click(&self, label: &str) {
        let entry = until(&format!("`{label}` is in the tray's menu"), async || {
            self.menu().await.into_iter().find(|entry| entry.enabled && entry.label.starts_with(label))
        })
        .await;
        let click = (entry.id, "clicked", Value::from(0_i32), 0_u32);
        self.menu_proxy().await.call_method("Event", &click).await.expect("a click");
    }

    async fn item(&self) -> Proxy<'static> {
        let (name, path) =
            until("an icon is in the tray", async || self.items.lock().expect("whole").last().cloned()).await;
        self.proxy(name, path, ITEM).await
    }

    async fn menu_proxy(&self) -> Proxy<'static> {
        let item = self.item().await;
        let path: OwnedObjectPath = item.get_property("Menu").await.expect("an icon with a menu");
        self.proxy(item.destination().to_string(), path.to_string(), MENU).await
    }

    async fn proxy(&self, name: String, path: String, interface: &'static str) -> Proxy<'static> {
        let proxy = zbus::proxy::Builder::new(&self.bus)
            .destination(name)
            .and_then(|proxy| proxy.path(path))
            .and_then(|proxy| proxy.interface(interface));
        // A panel would listen to signals instead; asking anew is simpler and as true.
        proxy.expect("names").cache_properties(zbus::proxy::CacheProperties::No).build().await.expect("a proxy")
    }
}

/// Reads one entry of a layout: id, properties, children. Underscores only mark access keys.
fn entry(value: &OwnedValue) -> Option<Entry> {
    let fields = value.downcast_ref::<Structure<'_>>().ok()?;
    let [Value::I32(id), Value::Dict(properties), ..] = fields.fields() else {
        return None;
    };
    let label = properties.get::<_, String>(&"label").ok().flatten().unwrap_or_default().replace('_', "");
    let enabled = properties.get::<_, bool>(&"enabled").ok().flatten().unwrap_or(true);
    Some(Entry { id: *id, label, enabled })
}

/// What a panel answers to programs.
struct Watcher {
    items: Arc<Mutex<Vec<Address>>>,
}

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    #[expect(clippy::needless_pass_by_value, reason = "that is how zbus hands it over")]
    fn register_status_notifier_item(&self, service: &str, #[zbus(header)] header: Header<'_>) {
        let sender = header.sender().map(ToString::to_string).unwrap_or_default();
        // Some programs give the path of the icon, others the bus name of it.
        let address = if service.starts_with('/') {
            (sender, service.to_owned())
        } else {
            (service.to_owned(), "/StatusNotifierItem".to_owned())
        };
        self.items.lock().expect("whole").push(address);
    }

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        self.items.lock().expect("whole").iter().map(|(name, path)| format!("{name}{path}")).collect()
    }

    #[expect(clippy::unused_self, reason = "the interface has methods only")]
    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[expect(clippy::unused_self, reason = "the interface has methods only")]
    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}
