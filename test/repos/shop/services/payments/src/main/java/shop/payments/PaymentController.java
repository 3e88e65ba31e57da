package shop.payments;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/payments")
public class PaymentController {
    private final JdbcTemplate jdbc;
    private final Bank bank;

    PaymentController(JdbcTemplate jdbc, Bank bank) {
        this.jdbc = jdbc;
        this.bank = bank;
    }

    @PostMapping
    public void pay(@RequestBody Payment payment) {
        jdbc.update("INSERT INTO payments (order_id, amount) VALUES (?, ?)", payment.orderId(), payment.amount());
        bank.charge(payment);
    }
}

record Payment(long orderId, long amount) {}
