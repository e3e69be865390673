package dev.jnet.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads topology files: the built-in ones and those of users. */
final class TopologyFiles {
  static final List<String> BUILT_IN =
      List.of(
          "home",
          "vpn",
          "blackhole",
          "jumbo",
          "staircase",
          "clamp",
          "lossy",
          "liar",
          "oldrouter",
          "narrowback",
          "silent",
          "vpn-hangs",
          "icmp-filtered",
          "jumbo-island",
          "clamped-too-low",
          "dead-ipv6",
          "wsl-mirrored",
          "tls-middlebox",
          "duplicate-address",
          "slow-dns",
          "firewall-here",
          "cluster-ip",
          "one-of-four-paths",
          "offices");

  private static final String SUFFIX = ".lab";

  private TopologyFiles() {}

  static Topology topology(String name) {
    if (BUILT_IN.contains(name)) {
      return builtIn(name + SUFFIX);
    }
    if (name.endsWith(SUFFIX)) {
      return own(name);
    }
    throw UnknownLabException.ofName(name);
  }

  /** The built-in networks whose titles have a word in them. */
  static List<String> about(String word) {
    List<String> about = new ArrayList<>();
    for (String each : BUILT_IN) {
      String title = builtIn(each + SUFFIX).title();
      if (title.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT))) {
        about.add(each);
      }
    }
    return about;
  }

  private static Topology builtIn(String file) {
    try (InputStream in = TopologyFiles.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("jnet's jar lacks " + file);
      }
      return read(file, in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + " from jnet's jar", e);
    }
  }

  private static Topology own(String file) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return read(file, in);
    } catch (TopologyException e) {
      throw new UnknownLabException(String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      throw new UnknownLabException("cannot read " + file + ": there is no such file");
    } catch (AccessDeniedException e) {
      throw new UnknownLabException("cannot read " + file + ": permission denied");
    } catch (IOException | InvalidPathException e) {
      throw new UnknownLabException("cannot read " + file + ": " + e.getMessage());
    }
  }

  private static Topology read(String file, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(TopologyParser.LONGEST_FILE + 1);
    if (bytes.length > TopologyParser.LONGEST_FILE) {
      throw new TopologyException(file, 1, "longer than " + TopologyParser.LONGEST_FILE + " bytes");
    }
    return TopologyParser.parse(file, new String(bytes, StandardCharsets.UTF_8));
  }
}
