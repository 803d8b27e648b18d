package shop;

import java.util.function.LongSupplier;

public final class Work implements LongSupplier {
    private final Line[] lines = new Line[1_000];

    public Work() {
        Unit[] units = {new Unit(5), new Unit(6), new Unit(7), new Unit(9)};
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new Line(i * 31 % 997, i % 9 + 1, units[i % units.length]);
        }
    }

    @Override
    public long getAsLong() {
        long sum = 0;
        for (Line line : lines) {
            sum += line.total();
        }
        return sum;
    }
}

final class Line {
    private final int price;
    private final int quantity;

    Line(int price, int quantity, Unit unit) {
        this.price = price;
        this.quantity = quantity;
    }

    long total() {
        return (long) price * quantity;
    }
}

class Unit {
    private final int size;

    Unit(int size) {
        this.size = size;
    }

    int size() {
        return size;
    }
}
