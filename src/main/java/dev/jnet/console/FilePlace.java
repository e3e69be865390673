package dev.jnet.console;

import dev.jnet.host.folder.PinnedFolder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The place of a file that the user names, after all symbolic links were followed: those of the
 * system, of root and of the user. Links of other users are refused, because they could lead to a
 * file that only this user may change.
 *
 * @param folder that holds the file, or will; other users cannot exchange it meanwhile
 * @param name of the file in its folder
 * @param existing the attributes of the file in the view {@code unix}, such as uid and mode; empty
 *     where there is no file yet
 * @param system whether the system itself leads to it ({@code /dev/stdout}, {@code /proc})
 */
record FilePlace(
    PinnedFolder folder, String name, Optional<Map<String, Object>> existing, boolean system)
    implements AutoCloseable {
  private static final int MAX_LINKS = 40;
  private static final int STICKY = 01000;
  private static final int OTHERS_WRITE = 02;
  private static final Path DEVICES = Path.of("/dev");
  private static final Path PROCESSES = Path.of("/proc");

  /** A path through folders, as far as it has been followed. */
  private static final class Way {
    private final int user;
    private final Deque<String> rest = new ArrayDeque<>();
    private PinnedFolder at = PinnedFolder.root();
    private Path where = Path.of("/");
    private int links;

    Way(int user) throws IOException {
      this.user = user;
    }

    void add(Path path) {
      for (int i = path.getNameCount() - 1; i >= 0; i--) {
        rest.push(path.getName(i).toString());
      }
    }

    void enter(String name) throws IOException {
      PinnedFolder next = at.enter(name);
      at.close();
      at = next;
      where = where.resolve(name).normalize();
    }

    void follow(String name, int owner) throws IOException {
      boolean trusted = where.equals(DEVICES) || owner == 0 || owner == user;
      if (!trusted) {
        throw new FileSystemException(
            where.resolve(name).toString(),
            null,
            where.resolve(name) + " is a link of user " + owner + ": name what it leads to");
      }
      if (++links > MAX_LINKS) {
        throw new FileSystemException(name, null, "too many links");
      }
      Path target = Files.readSymbolicLink(at.path().resolve(name));
      if (target.isAbsolute()) {
        at.close();
        at = PinnedFolder.root();
        where = Path.of("/");
      }
      add(target);
    }
  }

  /**
   * Finds a place. Only folders are opened, and nothing is created.
   *
   * @param user the user whose links are followed, besides root's
   */
  static FilePlace find(Path file, int user) throws IOException {
    Way way = new Way(user);
    try {
      way.add(file.toAbsolutePath());
      while (!way.rest.isEmpty()) {
        String name = way.rest.pop();
        if (name.isEmpty() || name.equals(".")) {
          continue;
        }
        Optional<Map<String, Object>> there = look(way.at.path().resolve(name));
        boolean last = way.rest.isEmpty();
        if (there.isEmpty() && !last) {
          throw new NoSuchFileException(file.toString());
        }
        if (there.isPresent() && (boolean) there.get().get("isSymbolicLink")) {
          if (last && way.where.startsWith(PROCESSES)) {
            return new FilePlace(way.at, name, there, true);
          }
          way.follow(name, (int) there.get().get("uid"));
        } else if (last && !name.equals("..")) {
          return new FilePlace(way.at, name, there, false);
        } else {
          way.enter(name);
        }
      }
    } catch (IOException | RuntimeException e) {
      way.at.close();
      throw e;
    }
    way.at.close();
    throw new FileSystemException(file.toString(), null, "it is a folder");
  }

  private static Optional<Map<String, Object>> look(Path file) throws IOException {
    try {
      return Optional.of(Files.readAttributes(file, "unix:*", LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** A path to the file that stays right whatever other users do with its folder meanwhile. */
  Path path() {
    return folder.path().resolve(name);
  }

  /** A file beside it. */
  Path beside(String other) {
    return folder.path().resolve(other);
  }

  /** Whether it is a regular file, or will be one; not a device, FIFO or socket. */
  boolean isRegular() {
    return !system && (existing.isEmpty() || (boolean) existing.get().get("isRegularFile"));
  }

  boolean isFolder() {
    return existing.isPresent() && (boolean) existing.get().get("isDirectory");
  }

  /** Whether all users may create files in the folder, and replace only their own (mode 1777). */
  boolean isInCommonFolder() throws IOException {
    int mode = (int) Files.getAttribute(folder.path(), "unix:mode");
    return (mode & STICKY) != 0 && (mode & OTHERS_WRITE) != 0;
  }

  /** Whether a user may put another file in the place of the one that is there. */
  boolean mayBeReplacedBy(int user) throws IOException {
    return user == 0
        || !isInCommonFolder()
        || number("uid") == user
        || (int) Files.getAttribute(folder.path(), "unix:uid") == user;
  }

  void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
    Files.getFileAttributeView(path(), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setPermissions(permissions);
  }

  /** A numeric attribute of the file, such as {@code uid}. The file must exist. */
  int number(String attribute) {
    return (int) existing.orElseThrow().get(attribute);
  }

  @Override
  public void close() {
    folder.close();
  }
}
