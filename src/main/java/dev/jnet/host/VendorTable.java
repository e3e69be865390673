package dev.jnet.host;

import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Files of address blocks and vendors, as read, with an index of where each block's line is: a
 * number a block, so that tens of thousands of names need not become strings.
 *
 * <p>A line begins with the block in hexadecimal digits, with or without colons, behind the name of
 * its registry in IEEE's CSV files; what begins otherwise is not about a block.
 */
final class VendorTable {
  private static final int MAX_FILES = 4;
  private static final int LARGEST_FILE = 1 << 23;

  /** An entry of the index: block (36 bits), size of the block (2), file (2), offset (23). */
  private static final int OFFSET_BITS = 23;

  private static final int FILE_BITS = 2;
  private static final int SIZE_BITS = 2;
  private static final int PLACE_BITS = OFFSET_BITS + FILE_BITS;
  private static final int BLOCK_BITS = 36;
  private static final int DIGIT = 4;

  /** Slots of the index; about 50,000 blocks have been handed out. */
  private static final int SLOTS = 1 << 18;

  private static final int MAX_BLOCKS = SLOTS / 2;
  private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

  /** The value of a hexadecimal digit; −1 for what is none. */
  private static final byte[] DIGITS = new byte[256];

  static {
    for (int i = 0; i < DIGITS.length; i++) {
      DIGITS[i] = (byte) Character.digit(i < 128 ? i : 0, 16);
    }
  }

  private final byte[][] contents;
  private final long[] index = new long[SLOTS];
  private int blocks;

  private VendorTable(byte[][] contents) {
    this.contents = contents;
  }

  /** Reads the files and builds the index: a pass over the bytes. */
  static VendorTable read(List<Path> files) throws IOException {
    if (files.size() > MAX_FILES) {
      throw new IllegalArgumentException(files.size() + " files");
    }
    byte[][] contents = new byte[files.size()][];
    for (int i = 0; i < contents.length; i++) {
      long size = Files.size(files.get(i));
      if (size > LARGEST_FILE) {
        throw new IOException(files.get(i) + " is no table of vendors: " + size + " bytes");
      }
      contents[i] = Files.readAllBytes(files.get(i));
    }
    VendorTable table = new VendorTable(contents);
    for (int file = 0; file < contents.length; file++) {
      table.indexLines(file);
    }
    return table;
  }

  private void indexLines(int file) {
    byte[] bytes = contents[file];
    int at = 0;
    while (at < bytes.length) {
      indexLine(file, bytes, at);
      while (at < bytes.length && bytes[at] != '\n') {
        at++;
      }
      at++;
    }
  }

  private void indexLine(int file, byte[] bytes, int start) {
    int at = behindRegistry(bytes, start);
    long block = 0;
    int digits = 0;
    for (; at < bytes.length && digits <= MacAddress.LENGTH * 2; at++) {
      int digit = DIGITS[Byte.toUnsignedInt(bytes[at])];
      if (digit >= 0) {
        block = block << DIGIT | digit;
        digits++;
      } else if (bytes[at] != ':') {
        break;
      }
    }
    // Wireshark writes the blocks below 24 bits out, and then how many bits count
    int bits = digits * DIGIT;
    if (at + 2 < bytes.length && bytes[at] == '/') {
      int counted = Character.digit(bytes[at + 1], 10) * 10 + Character.digit(bytes[at + 2], 10);
      if (counted <= bits && counted > 0) {
        block >>>= bits - counted;
        bits = counted;
      }
    }
    int size = size(bits);
    if (size > 0 && at < bytes.length && bytes[at] != '\n') {
      add(key(block, bits, size) << PLACE_BITS | (long) file << OFFSET_BITS | start);
    }
  }

  private void add(long entry) {
    if (blocks < MAX_BLOCKS) {
      int slot = slot(entry >>> PLACE_BITS);
      if (index[slot] == 0) {
        index[slot] = entry;
        blocks++;
      }
    }
  }

  /** Where the entry of a block is, or would be: the first line about a block counts. */
  private int slot(long key) {
    int slot = (int) ((key * SPREAD) >>> (Long.SIZE - Integer.numberOfTrailingZeros(SLOTS)));
    while (index[slot] != 0 && index[slot] >>> PLACE_BITS != key) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    return slot;
  }

  /** 1, 2 or 3 for a block of 24, 28 or 36 bits; 0 for what is none. */
  private static int size(int bits) {
    return bits == 24 ? 1 : bits == 28 ? 2 : bits == 36 ? 3 : 0;
  }

  private static long key(long block, int bits, int size) {
    return block << (BLOCK_BITS - bits) << SIZE_BITS | size;
  }

  /** Behind {@code MA-L,} and the like; otherwise where the line begins. */
  private static int behindRegistry(byte[] bytes, int start) {
    for (int at = start; at < bytes.length && at - start <= 4; at++) {
      if (bytes[at] == ',') {
        return at + 1;
      }
    }
    return start;
  }

  /** The name behind a block of 24, 28 or 36 bits; {@code null} when it is not in the table. */
  String name(long block, int bits) {
    long key = key(block, bits, size(bits)); // its size is not 0, so that no entry is
    long entry = index[slot(key)];
    if (entry == 0) {
      return null;
    }
    int file = (int) (entry >>> OFFSET_BITS) & ((1 << FILE_BITS) - 1);
    return nameIn(line(contents[file], (int) entry & ((1 << OFFSET_BITS) - 1)));
  }

  private static String line(byte[] bytes, int start) {
    int end = start;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return new String(bytes, start, end - start, StandardCharsets.UTF_8).strip();
  }

  /** The last column, but in CSV the third; of text that says which column it is in. */
  private static String nameIn(String line) {
    int comma = line.indexOf(',');
    if (comma >= 0 && comma <= 4) {
      return quoted(line.substring(line.indexOf(',', comma + 1) + 1));
    }
    int tab = line.lastIndexOf('\t');
    return tab >= 0
        ? line.substring(tab + 1).strip()
        : line.substring(line.indexOf(' ') + 1).strip();
  }

  private static String quoted(String rest) {
    if (!rest.startsWith("\"")) {
      int end = rest.indexOf(',');
      return end < 0 ? rest : rest.substring(0, end).strip();
    }
    StringBuilder name = new StringBuilder();
    for (int i = 1; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (c == '"') {
        i++; // a doubled quote is one that is meant
        if (i == rest.length() || rest.charAt(i) != '"') {
          break;
        }
      }
      name.append(c);
    }
    return name.toString().strip();
  }
}
