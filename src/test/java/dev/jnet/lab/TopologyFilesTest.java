package dev.jnet.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyFilesTest {
  @TempDir private Path directory;

  @Test
  void allFilesInTheJarAreListed() throws IOException, URISyntaxException {
    Path resources = Path.of(TopologyFiles.class.getResource("home.lab").toURI()).getParent();
    List<String> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(resources)) {
      all.map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".lab"))
          .forEach(name -> files.add(name.substring(0, name.length() - ".lab".length())));
    }
    List<String> listed = new ArrayList<>(Lab.names());
    Collections.sort(files);
    Collections.sort(listed);
    assertEquals(files, listed);
  }

  @Test
  void fileOfTheUserIsANetworkToo() throws IOException {
    Path file = directory.resolve("mine.lab");
    Files.writeString(
        file, "title Mine\nclient me 10.0.0.2/24\nhost far 10.0.0.3\nlink me far mtu 1280\n");
    Lab lab = Lab.open(file.toString(), 1);
    assertEquals("Mine", lab.title());
    assertEquals(1280, lab.topology().pathMtu("far", 4));
  }

  @Test
  void mistakeIsReportedWithItsLine() throws IOException {
    Path file = directory.resolve("bad.lab");
    Files.writeString(file, "title Bad\nclient me 10.0.0.2/24\nhost far\n");
    assertEquals(file + " line 3: far has no address", message(file));
  }

  @Test
  void fileThatCannotBeReadIsNamed() throws IOException {
    Path nothing = directory.resolve("nothing.lab");
    assertEquals("cannot read " + nothing + ": there is no such file", message(nothing));
    Path folder = Files.createDirectory(directory.resolve("folder.lab"));
    assertEquals("cannot read " + folder + ": Is a directory", message(folder));
  }

  @Test
  void endlessFileIsRefused() throws IOException {
    Path file = directory.resolve("endless.lab");
    Files.writeString(file, "# " + "x".repeat(65_536));
    assertEquals(file + " line 1: longer than 65536 bytes", message(file));
  }

  private static String message(Path file) {
    return assertThrows(UnknownLabException.class, () -> Lab.open(file.toString(), 1)).getMessage();
  }
}
