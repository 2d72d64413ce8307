//! Where each controller lives on this host, read from `/proc/self/mountinfo` and `/proc/self/cgroup`.

use std::path::{Path, PathBuf};

/// A directory of a control group hierarchy, and which version of the interface its files speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    V1(PathBuf),
    V2(PathBuf),
}

impl Place {
    pub fn path(&self) -> &Path {
        match self {
            Place::V1(path) | Place::V2(path) => path,
        }
    }

    /// Such as `cgroup v1 memory`.
    pub fn describe(&self, controller: &str) -> String {
        match self {
            Place::V1(_) => format!("cgroup v1 {controller}"),
            Place::V2(_) => format!("cgroup v2 {controller}"),
        }
    }
}

/// For each controller the group of it that this process is in.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Hierarchies {
    pub memory: Option<Place>,
    pub pids: Option<Place>,
    pub cpu: Option<Place>,
    pub cpuacct: Option<Place>,
    pub freezer: Option<PathBuf>,
    /// The v2 hierarchy, with controllers or (hybrid) without.
    pub unified: Option<Unified>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unified {
    /// The group of this process.
    pub own: PathBuf,
    /// The mount, which is the root of the hierarchy, or of this process's view of it.
    pub mount: PathBuf,
    /// What `cgroup.controllers` at the mount lists.
    pub controllers: Vec<String>,
}

impl Hierarchies {
    pub fn of_this_process() -> std::io::Result<Hierarchies> {
        let mounts = std::fs::read_to_string("/proc/self/mountinfo")?;
        let groups = std::fs::read_to_string("/proc/self/cgroup")?;
        Ok(Hierarchies::parse(&mounts, &groups, |path| std::fs::read_to_string(path).unwrap_or_default()))
    }

    /// `read` answers the text of a file, so that tests need no mounts.
    pub fn parse(mounts: &str, groups: &str, read: impl Fn(&Path) -> String) -> Hierarchies {
        let mut found = Hierarchies::default();
        for mount in mounts.lines().filter_map(Mount::parse) {
            if mount.kind == "cgroup" {
                for controller in mount.options.split(',') {
                    let place = || Place::V1(mount.group_of(own_path(groups, controller)));
                    match controller {
                        "memory" => found.memory = Some(place()),
                        "pids" => found.pids = Some(place()),
                        "cpu" => found.cpu = Some(place()),
                        "cpuacct" => found.cpuacct = Some(place()),
                        "freezer" => found.freezer = Some(place().path().to_path_buf()),
                        _ => {}
                    }
                }
            } else if mount.kind == "cgroup2" && found.unified.is_none() {
                let own = mount.group_of(own_path(groups, ""));
                let controllers = read(&Path::new(mount.point).join("cgroup.controllers"));
                let controllers = controllers.split_whitespace().map(str::to_owned).collect();
                found.unified = Some(Unified { own, mount: mount.point.into(), controllers });
            }
        }
        found
    }
}

/// The group of this process in the hierarchy of `controller`; the v2 hierarchy has an empty name.
fn own_path<'a>(groups: &'a str, controller: &str) -> &'a str {
    groups
        .lines()
        .filter_map(|line| {
            let mut fields = line.splitn(3, ':');
            let (_, controllers, path) = (fields.next()?, fields.next()?, fields.next()?);
            controllers.split(',').any(|one| one == controller).then_some(path)
        })
        .next()
        .unwrap_or("/")
}

struct Mount<'a> {
    root: &'a str,
    point: &'a str,
    kind: &'a str,
    options: &'a str,
}

impl<'a> Mount<'a> {
    fn parse(line: &'a str) -> Option<Mount<'a>> {
        let (before, after) = line.split_once(" - ")?;
        let mut before = before.split(' ').skip(3);
        let mut after = after.split(' ');
        let (root, point) = (before.next()?, before.next()?);
        let (kind, _, options) = (after.next()?, after.next()?, after.next()?);
        Some(Mount { root, point, kind, options })
    }

    /// The directory of group `path` under this mount, which may show only a part of the hierarchy.
    fn group_of(&self, path: &str) -> PathBuf {
        let below = match self.root {
            "/" => Some(path),
            root => path.strip_prefix(root),
        };
        // A path that begins with ".." lies outside this process's cgroup namespace.
        let below = below.filter(|below| !below.contains("..")).unwrap_or("/");
        let below = below.trim_matches('/');
        if below.is_empty() { self.point.into() } else { Path::new(self.point).join(below) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HYBRID: &str = "\
29 25 0:26 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid - cgroup cgroup rw,cpu,cpuacct
30 25 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
31 25 0:28 / /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids
32 25 0:29 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw";

    #[test]
    fn a_hybrid_host_has_v1_controllers_and_a_bare_v2_tree() {
        let groups = "4:memory:/jobs/a\n3:pids:/\n2:cpu,cpuacct:/\n0::/user";
        let found = Hierarchies::parse(HYBRID, groups, |_| "hugetlb\n".into());
        assert_eq!(found.memory, Some(Place::V1("/sys/fs/cgroup/memory/jobs/a".into())));
        assert_eq!(found.cpu, Some(Place::V1("/sys/fs/cgroup/cpu,cpuacct".into())));
        assert_eq!(found.cpu, found.cpuacct);
        assert_eq!(found.freezer, None);
        let unified = found.unified.unwrap();
        assert_eq!(unified.own, PathBuf::from("/sys/fs/cgroup/unified/user"));
        assert_eq!(unified.controllers, ["hugetlb"]);
    }

    #[test]
    fn a_mount_that_shows_a_part_of_a_hierarchy_is_entered_there() {
        let mounts = "30 25 0:27 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory";
        let found = Hierarchies::parse(mounts, "4:memory:/docker/abc/inner", |_| String::new());
        assert_eq!(found.memory, Some(Place::V1("/sys/fs/cgroup/memory/inner".into())));
    }
}
