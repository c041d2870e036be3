//! All other systems: what is needed is named, nothing is installed, and the command goes on.

use super::Purpose;
use crate::program::Program;
use crate::progress::Done;

/// What a system needs, in its own words.
struct Advice {
    application: &'static str,
    window: &'static str,
    /// Is content where the application's packages seem to be there; none where nothing can be asked.
    probe: Option<&'static [&'static str]>,
}

const PROBE: Option<&[&str]> = Some(&["pkg-config", "--exists", "webkit2gtk-4.1"]);

const FEDORA: Advice = Advice {
    application: "sudo dnf install gcc pkgconf-pkg-config webkit2gtk4.1-devel libayatana-appindicator-gtk3",
    window: "Fedora builds webkit2gtk4.1 without WebDriver (tauri issue 6541): play the window on Debian or Ubuntu",
    probe: PROBE,
};

const ARCH: Advice = Advice {
    application: "sudo pacman -S --needed base-devel webkit2gtk-4.1 libayatana-appindicator",
    window: "sudo pacman -S --needed xorg-server-xvfb openbox xdotool dbus dunst gnome-keyring libsecret ttf-dejavu, \
             and a `WebKitWebDriver` of the same version as webkit2gtk-4.1",
    probe: PROBE,
};

const MACOS: Advice = Advice {
    application: "xcode-select --install",
    window: "macOS has no WebDriver for the web view: play the window on Debian or Ubuntu",
    probe: Some(&["xcode-select", "-p"]),
};

const WINDOWS: Advice = Advice {
    application: "the Microsoft C++ Build Tools (workload \"Desktop development with C++\") and the WebView2 runtime, \
                  which Windows 11 has: winget install Microsoft.VisualStudio.2022.BuildTools Microsoft.EdgeWebView2Runtime",
    window: "the tests of the window need a virtual display: play it on Debian or Ubuntu",
    probe: None,
};

const UNKNOWN: Advice = Advice {
    application: "a C compiler, pkg-config, the development files of WebKitGTK 4.1, and libayatana-appindicator 3",
    window: "Xvfb, openbox, xdotool, WebKitWebDriver of WebKitGTK 4.1, dbus-daemon, dunst, gnome-keyring, secret-tool, DejaVu fonts",
    probe: PROBE,
};

/// Names the packages, and goes on in the hope that they are there.
pub(super) fn advise(system: &str, purposes: &[Purpose]) -> Done {
    let advice = match system {
        "fedora" => FEDORA,
        "arch" => ARCH,
        "macos" => MACOS,
        "windows" => WINDOWS,
        _ => UNKNOWN,
    };
    let seems_there = advice
        .probe
        .and_then(<[_]>::split_first)
        .is_some_and(|(program, arguments)| Program::named(program).args(arguments).answer().is_some());
    if !seems_there {
        println!("      Packages are installed automatically only on Debian and Ubuntu. To build here you need:");
        println!("        {}", advice.application);
    }
    if purposes.contains(&Purpose::Window) {
        println!("      For the real window without a display:");
        println!("        {}", advice.window);
    }
    if purposes.contains(&Purpose::Servers) {
        println!("      For the tests against real servers: Python 3 with aiosmtpd (python3 -m pip install aiosmtpd)");
    }
    Done::Ready
}
