package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryPlacesTest {
  private final LibraryPlaces pc = new LibraryPlaces("amd64");
  private final LibraryPlaces board = new LibraryPlaces("aarch64");
  @TempDir private Path root;

  private Path file(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }

  @Test
  void jnaLiesBesideTheProgramThatWasBuilt() throws IOException {
    Path part = file("target/native/linux-x86-64/libjnidispatch.so");
    assertEquals(Optional.of(part.getParent()), pc.jnaFolder(root.resolve("target/jnet")));
    assertEquals(Optional.empty(), board.jnaFolder(root.resolve("target/jnet")));
  }

  @Test
  void jnaLiesInLibOfTheProgramThatIsInstalled() throws IOException {
    Path part = file("usr/lib/jnet/native/linux-aarch64/libjnidispatch.so");
    assertEquals(Optional.of(part.getParent()), board.jnaFolder(root.resolve("usr/bin/jnet")));
    assertEquals(Optional.empty(), pc.jnaFolder(root.resolve("usr/bin/jnet")));
  }

  @Test
  void libpcapIsFoundUnderTheNamesOfDistributions() throws IOException {
    Path fedora = file("usr/lib64/libpcap.so.1");
    assertEquals(Optional.of(fedora), pc.libpcap(root));
    Path debian = file("usr/lib/x86_64-linux-gnu/libpcap.so.0.8");
    assertEquals(Optional.of(debian), pc.libpcap(root));
    assertEquals(Optional.of(fedora), board.libpcap(root));
  }

  @Test
  void libpcapMayBeBuiltByHand() throws IOException {
    assertEquals(Optional.empty(), pc.libpcap(root));
    file("usr/local/lib/libpcap.so");
    assertEquals(Optional.empty(), pc.libpcap(root));
    Path built = file("usr/local/lib/libpcap.so.1.10.5");
    assertEquals(Optional.of(built), pc.libpcap(root));
  }
}
