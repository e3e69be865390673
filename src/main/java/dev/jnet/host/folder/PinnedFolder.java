package dev.jnet.host.folder;

import com.sun.jna.NativeLibrary;
import dev.jnet.host.Errno;
import dev.jnet.host.Libc;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A folder that is held open. Somebody who moves it, or puts a link in its place, does not change
 * which folder {@link #path} leads to. It need not be readable ({@code O_PATH}).
 */
public final class PinnedFolder implements AutoCloseable {
  private static final int O_PATH = 0x200000;
  private static final int O_CLOEXEC = 0x80000;

  /** Linux has two sets of numbers for {@code O_DIRECTORY | O_NOFOLLOW}, by processor. */
  private static final int FOLDER_ITSELF =
      System.getProperty("os.arch").matches("aarch64|arm.*|ppc.*") ? 0x4000 | 0x8000 : 0x30000;

  private static final int AT_FDCWD = -100;

  private static final NativeLibrary C = NativeLibrary.getProcess();

  private final int fd;

  private PinnedFolder(int fd) {
    this.fd = fd;
  }

  /** The folder that all others are in. */
  public static PinnedFolder root() throws FileSystemException {
    return open(AT_FDCWD, "/");
  }

  /**
   * A folder that is in this one, or with {@code ..} the one that this is in. A link is no folder.
   *
   * @throws FileSystemException when it may not be entered, or is none
   */
  public PinnedFolder enter(String name) throws FileSystemException {
    return open(fd, name);
  }

  private static PinnedFolder open(int at, String name) throws FileSystemException {
    byte[] text = (name + "\0").getBytes(StandardCharsets.UTF_8);
    int fd =
        C.getFunction("openat")
            .invokeInt(new Object[] {at, text, O_PATH | O_CLOEXEC | FOLDER_ITSELF});
    if (fd < 0) {
      int errno = Libc.errno();
      throw switch (errno) {
        case Errno.EACCES -> new AccessDeniedException(name);
        case Errno.ENOENT -> new NoSuchFileException(name);
        default -> new FileSystemException(name, null, Errno.describe(errno));
      };
    }
    return new PinnedFolder(fd);
  }

  /** Leads to this very folder, as long as it is held open. */
  public Path path() {
    return Path.of("/proc/self/fd/" + fd);
  }

  @Override
  public void close() {
    Libc.close(fd);
  }
}
