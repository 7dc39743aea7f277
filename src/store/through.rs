//! What has a name and is no plain file: pipes, devices, sockets. Replacing one would do away with
//! it, so that the content is written to it.

use std::fs::{File, Metadata};
use std::io::{self, Write};
use std::path::Path;

/// Whether content is written to what `path` leads to, and no file takes its name. So it is also
/// with a plain file behind a name of the system's own, as `/dev/stdout` is: who directed the
/// output there wants it in that very file.
pub(super) fn is_written_through(path: &Path, target: &Metadata) -> bool {
    let is_systems = |path: &Path| ["/dev", "/proc"].iter().any(|root| path.starts_with(root));
    !target.is_file() || (is_systems(path) && path.is_symlink())
}

/// Writes all of the content. A reader that has seen enough is no error.
pub(super) fn write_through(target: &Path, content: &[u8]) -> io::Result<()> {
    let written = match open(target) {
        Ok(mut out) => out.write_all(content).and_then(|()| out.flush()),
        Err(error) => Err(error),
    };
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

fn open(target: &Path) -> io::Result<Box<dyn Write>> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        use std::os::unix::net::UnixStream;

        if target.metadata()?.file_type().is_socket() {
            return Ok(Box::new(UnixStream::connect(target)?));
        }
    }
    // Behind what is there, as far as it has a place to be behind.
    Ok(Box::new(File::options().append(true).open(target)?))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn devices_are_written_through_and_files_are_not() {
        for device in ["/dev/null", "/dev/full"] {
            let device = Path::new(device);
            assert!(is_written_through(device, &device.metadata().unwrap()));
        }
        write_through(Path::new("/dev/null"), b"x").unwrap();
        let full = write_through(Path::new("/dev/full"), b"x").unwrap_err();
        assert_eq!(full.kind(), io::ErrorKind::StorageFull);
        let file = tempfile::NamedTempFile::new().unwrap();
        let known = file.path().metadata().unwrap();
        assert!(!is_written_through(file.path(), &known));
        // Behind a name of the system's own also a file is.
        assert!(is_written_through(Path::new("/dev/stdin"), &known));
    }
}
