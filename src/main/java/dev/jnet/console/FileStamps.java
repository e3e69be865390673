package dev.jnet.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How files were before they were read: what was made of them holds as long as none has changed. It
 * goes by number, size and time of change. A file that changed a moment before does not count as
 * known, because another change in that moment would not show. Stamps that are taken after the
 * reading would miss a change in between.
 */
public final class FileStamps {
  /** Longer than file systems take for two changes to have two times, in ms. */
  private static final long SETTLED = 2_000;

  private record Stamp(Path file, Object key, long size, long changedAt) {
    static Stamp of(Path file) throws IOException {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(file, now.fileKey(), now.size(), now.lastModifiedTime().toMillis());
    }
  }

  private final List<Stamp> stamps = new ArrayList<>();
  private final boolean known;

  private FileStamps(List<Path> files) {
    long settledBy = System.currentTimeMillis() - SETTLED;
    boolean all = true;
    for (Path file : files) {
      try {
        Stamp stamp = Stamp.of(file);
        stamps.add(stamp);
        all &= stamp.changedAt < settledBy;
      } catch (IOException e) {
        all = false;
      }
    }
    known = all;
  }

  /** The files as they are now. */
  public static FileStamps of(List<Path> files) {
    return new FileStamps(files);
  }

  /** Whether what was read of the files is certainly what is in them now. */
  public boolean areCurrent() {
    for (Stamp each : stamps) {
      try {
        if (!Objects.equals(each, Stamp.of(each.file))) {
          return false;
        }
      } catch (IOException e) {
        return false;
      }
    }
    return known;
  }
}
