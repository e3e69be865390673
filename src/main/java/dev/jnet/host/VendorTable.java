package dev.jnet.host;

import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The content of files with address blocks and vendors, with an index. The index holds one number
 * for each block: where its line is. So tens of thousands of names need not become strings.
 *
 * <p>A line begins with the block in hexadecimal digits, with or without colons. In IEEE's CSV
 * files the name of the registry comes before it. Lines that begin otherwise are ignored.
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

  /** The number of slots in the index. IEEE has assigned about 50,000 blocks. */
  private static final int SLOTS = 1 << 18;

  private static final int MAX_BLOCKS = SLOTS / 2;
  private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

  /** The value of each hexadecimal digit; −1 for all other characters. */
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

  /** Reads the files and builds the index in one pass over the bytes. */
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
    // Wireshark writes all six bytes for a block of more than 24 bits, then the number of bits
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

  /** The slot of a block's entry, which may be empty. The first line about a block counts. */
  private int slot(long key) {
    int slot = (int) ((key * SPREAD) >>> (Long.SIZE - Integer.numberOfTrailingZeros(SLOTS)));
    while (index[slot] != 0 && index[slot] >>> PLACE_BITS != key) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    return slot;
  }

  /** The code for a block's size: 1, 2 or 3 for 24, 28 or 36 bits; 0 for all other sizes. */
  private static int size(int bits) {
    return switch (bits) {
      case 24 -> 1;
      case 28 -> 2;
      case 36 -> 3;
      default -> 0;
    };
  }

  private static long key(long block, int bits, int size) {
    return block << (BLOCK_BITS - bits) << SIZE_BITS | size;
  }

  /**
   * Where the block begins: after {@code MA-L,} or another registry, or at the beginning of the
   * line.
   */
  private static int behindRegistry(byte[] bytes, int start) {
    for (int at = start; at < bytes.length && at - start <= 4; at++) {
      if (bytes[at] == ',') {
        return at + 1;
      }
    }
    return start;
  }

  /**
   * The vendor's name for a block of 24, 28 or 36 bits; {@code null} when it is not in the table.
   */
  String name(long block, int bits) {
    // the size is not 0, so that no key is 0: that marks a free slot
    long key = key(block, bits, size(bits));
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

  /** The name in a line: the third column of a CSV file, the last column of other files. */
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
        i++; // two quotes stand for one
        if (i == rest.length() || rest.charAt(i) != '"') {
          break;
        }
      }
      name.append(c);
    }
    return name.toString().strip();
  }
}
