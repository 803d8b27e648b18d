package shop;

import java.util.function.LongSupplier;

public final class Work implements LongSupplier {
    private final Line[] lines = new Line[1_000];

    public Work() {
        for (int i = 0; i < lines.length; i++) {
            lines[i] = i % 3 == 0 ? new Gift(i * 31 % 997, i % 9 + 1, i * 7 % 50) : new Line(i * 31 % 997, i % 9 + 1, i * 7 % 50);
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

class Line {
    int price;
    int quantity;

    Line(int price, int quantity, int unused) {
        this.price = price;
        this.quantity = quantity;
    }

    long total() {
        return (long) price * quantity * (100 - percent()) / 100;
    }

    int percent() {
        return quantity > 5 ? price & 15 : 0;
    }
}

final class Gift extends Line {
    Gift(int price, int quantity, int unused) {
        super(price, quantity, unused);
    }

    @Override
    int percent() {
        return 100 - quantity;
    }
}
