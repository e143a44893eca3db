package dev.botyard.adapters.common;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A message of Protocol Buffers without its schema, for platforms of whose wire a few fields matter: whole numbers, texts and bytes by the number of
/// their field. Fields of other kinds are passed over. For one thread.
public final class ProtoFields {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final byte[] NOTHING = {};

    private final Map<Integer, Long> numbers = new HashMap<>();
    private final Map<Integer, List<byte[]>> values = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    /// A message to be written.
    public ProtoFields() {}

    /// A message that came.
    ///
    /// @throws IllegalArgumentException when it is none
    public static ProtoFields read(byte[] message) {
        ProtoFields fields = new ProtoFields();
        ByteBuffer in = ByteBuffer.wrap(message);
        while (in.hasRemaining()) {
            long tag = varint(in);
            int field = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case VARINT -> fields.numbers.put(field, varint(in));
                case BYTES -> fields.values.computeIfAbsent(field, _ -> new ArrayList<>()).add(take(in, varint(in)));
                case FIXED64 -> take(in, Long.BYTES);
                case FIXED32 -> take(in, Integer.BYTES);
                default -> throw new IllegalArgumentException("a field of the unknown kind " + (tag & 7));
            }
        }
        return fields;
    }

    private static byte[] take(ByteBuffer in, long length) {
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("a field of " + length + " bytes where " + in.remaining() + " are left");
        }
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return bytes;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE && in.hasRemaining(); shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number without end");
    }

    /// The bits of a whole number; 0 when there is none.
    public long number(int field) {
        return numbers.getOrDefault(field, 0L);
    }

    /// All values of a field, in their order.
    public List<byte[]> all(int field) {
        return values.getOrDefault(field, List.of());
    }

    /// The last value of a field; empty when there is none.
    public byte[] bytes(int field) {
        return all(field).isEmpty() ? NOTHING : all(field).getLast();
    }

    /// The last value of a field as text.
    public String text(int field) {
        return new String(bytes(field), StandardCharsets.UTF_8);
    }

    /// Writes the bits of a whole number.
    public ProtoFields number(int field, long value) {
        varint((long) field << 3 | VARINT);
        varint(value);
        return this;
    }

    /// Writes bytes, or a message in the message.
    public ProtoFields bytes(int field, byte[] value) {
        varint((long) field << 3 | BYTES);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    /// Writes a text.
    public ProtoFields text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    private void varint(long value) {
        long rest = value;
        for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
            out.write((int) (rest & 0x7F) | 0x80);
        }
        out.write((int) rest);
    }

    /// What was written.
    public byte[] message() {
        return out.toByteArray();
    }
}
