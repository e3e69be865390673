package dev.jnet.link.pcap;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import dev.jnet.host.Libc;
import dev.jnet.link.Captured;
import dev.jnet.unit.Nanos;

/**
 * A handle of libpcap, its {@code pcap_t}, with the functions of {@code pcap(3PCAP)} that jnet
 * calls. For one thread at a time.
 *
 * <p>Each function is looked up at its first call. Native methods of a class would save less than a
 * microsecond for each call, and cost milliseconds at each start.
 *
 * <p>Where libpcap itself is missing, the first use of this class throws a {@link LinkageError}.
 */
final class Pcap implements AutoCloseable {
  /** The system property that names libpcap's file; without it JNA looks for the library. */
  public static final String LIBRARY_PROPERTY = "jnet.libpcap";

  /** {@link PcapException#status}: there is no such interface. */
  public static final int NO_SUCH_DEVICE = -5;

  /** {@link PcapException#status}: capturing needs a privilege. */
  public static final int PERMISSION_DENIED = -8;

  /** {@link PcapException#status}: the interface is down. */
  public static final int INTERFACE_NOT_UP = -9;

  /** {@link #linkType}: Ethernet. */
  public static final int DLT_EN10MB = 1;

  /** {@link #linkType}: bare IP packets. */
  public static final int DLT_RAW = 12;

  private static final int ERROR = -1;
  private static final int ERROR_TEXT = 256; // PCAP_ERRBUF_SIZE
  private static final int NANOSECONDS = 1; // PCAP_TSTAMP_PRECISION_NANO
  private static final int OPTIMIZED = 1;
  private static final int INSTRUCTION = 8;

  /** PCAP_NETMASK_UNKNOWN: only the filter {@code ip broadcast} would need a netmask. */
  private static final int NETMASK_UNKNOWN = -1;

  /** {@code struct pcap_pkthdr}: a {@code struct timeval} of two C longs, then the lengths. */
  private static final int FRACTION = NativeLong.SIZE;

  private static final int CAPTURED_LENGTH = 2 * NativeLong.SIZE;
  private static final int LENGTH = CAPTURED_LENGTH + Integer.BYTES;

  private static final NativeLibrary PCAP =
      NativeLibrary.getInstance(System.getProperty(LIBRARY_PROPERTY, "pcap"));

  private static final Function SEND = PCAP.getFunction("pcap_sendpacket");
  private static final Function NEXT = PCAP.getFunction("pcap_next_ex");

  private final Pointer handle;

  /** Where {@code pcap_next_ex} stores a pointer to the header: allocated once for all frames. */
  private final Memory header = new Memory(Native.POINTER_SIZE);

  private final Memory data = new Memory(Native.POINTER_SIZE);
  private final Object[] next;

  /** Which frames are captured: libpcap's {@code pcap_direction_t}. */
  public enum Direction {
    /** All of them. */
    BOTH(0),
    /** Those that come in. */
    IN(1),
    /** Those that go out, except those that this very handle sends. */
    OUT(2);

    private final int number;

    Direction(int number) {
      this.number = number;
    }
  }

  private Pcap(Pointer handle) {
    this.handle = handle;
    this.next = new Object[] {handle, header, data};
  }

  /**
   * {@code pcap_create}: makes a handle, which has to be set up and then {@linkplain #activate
   * activated}.
   *
   * @param device an interface's name, which need not exist
   */
  public static Pcap create(String device) throws PcapException {
    byte[] error = new byte[ERROR_TEXT];
    Pointer handle = PCAP.getFunction("pcap_create").invokePointer(new Object[] {device, error});
    if (handle == null) {
      throw new PcapException(ERROR, Native.toString(error));
    }
    return new Pcap(handle);
  }

  /**
   * {@code pcap_open_dead}: a handle of no interface, to compile filters with.
   *
   * @param linkType such as {@link #DLT_EN10MB}
   * @param snapLength bytes that the filters keep of a frame
   */
  public static Pcap ofNoInterface(int linkType, int snapLength) {
    return new Pcap(
        PCAP.getFunction("pcap_open_dead").invokePointer(new Object[] {linkType, snapLength}));
  }

  /** {@code pcap_set_snaplen}: sets how many bytes are kept of each frame. */
  public void setSnapLength(int bytes) throws PcapException {
    check(call("pcap_set_snaplen", handle, bytes));
  }

  /** {@code pcap_set_timeout}: sets how long a block of frames may wait until it is full, in ms. */
  public void setTimeout(int ms) throws PcapException {
    check(call("pcap_set_timeout", handle, ms));
  }

  /**
   * {@code pcap_set_immediate_mode}: sets whether each frame can be read at once, not in blocks.
   */
  public void setImmediate(boolean immediate) throws PcapException {
    check(call("pcap_set_immediate_mode", handle, immediate ? 1 : 0));
  }

  /** {@code pcap_set_buffer_size}: sets the size of the kernel's ring, in bytes. */
  public void setBufferSize(int bytes) throws PcapException {
    check(call("pcap_set_buffer_size", handle, bytes));
  }

  /** {@code pcap_set_tstamp_precision}: makes stamps have ns, not µs. */
  public void setNanosecondStamps() throws PcapException {
    check(call("pcap_set_tstamp_precision", handle, NANOSECONDS));
  }

  /** {@code pcap_activate}: opens the interface. */
  public void activate() throws PcapException {
    check(call("pcap_activate", handle));
  }

  /** {@code pcap_setnonblock}: from now on {@link #next} does not wait. */
  public void setNonBlocking() throws PcapException {
    byte[] error = new byte[ERROR_TEXT];
    int status = call("pcap_setnonblock", handle, 1, error);
    if (status < 0) {
      throw new PcapException(status, Native.toString(error));
    }
  }

  /** {@code pcap_setdirection}: sets whether frames that come in, go out, or both are captured. */
  public void setDirection(Direction direction) throws PcapException {
    check(call("pcap_setdirection", handle, direction.number));
  }

  /**
   * {@code pcap_compile} and {@code pcap_setfilter}: sets which frames are captured.
   *
   * @throws PcapException when libpcap does not understand the expression, or cannot set it
   */
  public void setFilter(String expression) throws PcapException {
    try (Memory program = compiled(expression)) {
      int status = call("pcap_setfilter", handle, program);
      free(program);
      check(status);
    }
  }

  /**
   * {@code pcap_compile}: a filter's instructions, of 8 bytes each.
   *
   * @throws PcapException when libpcap does not understand the expression
   */
  public byte[] program(String expression) throws PcapException {
    try (Memory program = compiled(expression)) {
      byte[] instructions =
          program.getPointer(Native.POINTER_SIZE).getByteArray(0, INSTRUCTION * program.getInt(0));
      free(program);
      return instructions;
    }
  }

  /** {@code struct bpf_program}: a number of instructions, and where they are. */
  private Memory compiled(String expression) throws PcapException {
    Memory program = new Memory(2L * Native.POINTER_SIZE);
    program.clear();
    check(call("pcap_compile", handle, program, expression, OPTIMIZED, NETMASK_UNKNOWN));
    return program;
  }

  private static void free(Memory program) {
    PCAP.getFunction("pcap_freecode").invokeVoid(new Object[] {program});
  }

  /** {@code pcap_datalink}: which header the frames begin with, such as {@link #DLT_EN10MB}. */
  public int linkType() throws PcapException {
    return check(call("pcap_datalink", handle));
  }

  /** {@code pcap_get_selectable_fd}: the descriptor to wait for with {@code poll(2)}. */
  public int descriptor() throws PcapException {
    return check(call("pcap_get_selectable_fd", handle));
  }

  /**
   * {@code pcap_next_ex}: the next frame, or null when there is none now.
   *
   * @throws PcapException when the interface has failed
   */
  public Captured next() throws PcapException {
    int status = NEXT.invokeInt(next);
    if (status <= 0) {
      check(status);
      return null;
    }
    Pointer packet = header.getPointer(0);
    int length = packet.getInt(CAPTURED_LENGTH);
    byte[] bytes = data.getPointer(0).getByteArray(0, length);
    long stamp = cLong(packet, 0) * Nanos.SECOND + cLong(packet, FRACTION);
    return new Captured(bytes, packet.getInt(LENGTH), stamp);
  }

  /** {@code pcap_sendpacket}: sends a frame; 0, or the error number of {@code send(2)}. */
  public int send(byte[] frame) {
    int status = SEND.invokeInt(new Object[] {handle, frame, frame.length});
    return status == 0 ? 0 : Libc.errno();
  }

  /**
   * {@code pcap_stats}: how many frames the ring had no room for since the handle was activated.
   */
  public int dropped() throws PcapException {
    int[] statistics = new int[3]; // struct pcap_stat: received, dropped, dropped by the interface
    check(call("pcap_stats", handle, statistics));
    return statistics[1];
  }

  /** {@code pcap_close}: closes the handle. Nothing may be called afterwards, not even this. */
  @Override
  public void close() {
    PCAP.getFunction("pcap_close").invokeVoid(new Object[] {handle});
  }

  private static int call(String function, Object... arguments) {
    return PCAP.getFunction(function).invokeInt(arguments);
  }

  private static String text(String function, Object argument) {
    return PCAP.getFunction(function).invokeString(new Object[] {argument}, false);
  }

  private int check(int status) throws PcapException {
    if (status >= 0) {
      return status;
    }
    String text = text("pcap_geterr", handle);
    throw new PcapException(status, text.isEmpty() ? text("pcap_statustostr", status) : text);
  }

  private static long cLong(Pointer pointer, int offset) {
    return NativeLong.SIZE == Long.BYTES ? pointer.getLong(offset) : pointer.getInt(offset);
  }
}
