package dev.jnet.host.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Whether nobody but root could have put a file where it lies. */
public final class RootsPath {
  private static final int OTHERS_WRITE = 0022;
  private static final int STICKY = 01000;

  private RootsPath() {}

  /**
   * Whether a file, each link to it and each folder above are root's, and nobody else may write to
   * them. In a sticky folder such as {@code /tmp} others may write, but not replace what is root's.
   *
   * @param file a path; false where it does not exist
   */
  public static boolean is(String file) {
    try {
      Path path = Path.of(file).toAbsolutePath();
      return isChainRoots(path) && isChainRoots(path.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isChainRoots(Path path) throws IOException {
    for (Path each = path; each != null; each = each.getParent()) {
      int owner = (Integer) Files.getAttribute(each, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      int mode = (Integer) Files.getAttribute(each, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      boolean open =
          !Files.isSymbolicLink(each) && (mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0;
      if (owner != 0 || open) {
        return false;
      }
    }
    return true;
  }
}
