// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";

import {VoucherState} from "../../src/paymaster/VoucherState.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {Budget, BudgetLibrary} from "../../src/session/Budget.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Rule, RuleLibrary} from "../../src/session/Rule.sol";
import {RulePage} from "../../src/session/RulePage.sol";
import {Terms, TermsLibrary} from "../../src/session/Terms.sol";

/// @dev Words that are packed by hand give back what was put in, and no part touches another.
contract WordsTest is Test {
    function testFuzz_budget_givesBackWhatWasPacked(uint32 end, uint32 epoch, uint16 actions, uint96 spend, uint72 gas)
        public
        pure
    {
        end = end == 0 ? 1 : end;
        Budget budget = BudgetLibrary.pack(end, epoch, actions, spend, gas);
        _checkBudget(budget, end, epoch, actions, spend, gas);
        assertTrue(budget.isLive(), "live");
        _checkBudget(budget.ended(), end, epoch, actions, spend, gas);
        assertFalse(budget.ended().isLive(), "ended");
        assertFalse(Budget.wrap(0).isLive(), "none");
    }

    function testFuzz_budget_takesFromEachPartItsOwn(uint16 actions, uint96 spend, uint72 gas, uint256 seed)
        public
        pure
    {
        uint256 a = bound(seed, 0, actions);
        uint256 s = bound(uint256(keccak256(abi.encode(seed))), 0, spend);
        uint256 g = bound(uint256(keccak256(abi.encode(seed, 1))), 0, gas);
        Budget left = BudgetLibrary.pack(1, 2, actions, spend, gas).take(a, s, g);
        _checkBudget(left, 1, 2, uint16(actions - a), uint96(spend - s), uint72(gas - g));
    }

    function testFuzz_terms_giveBackWhatWasPacked(
        bool own,
        uint32 lane,
        uint16 duration,
        uint32 validAfter,
        address paymaster
    ) public pure {
        Terms terms = TermsLibrary.pack(own, lane, duration, validAfter, paymaster);
        _checkTerms(terms, own, lane, duration, validAfter, paymaster);
        assertEq(uint8(terms.status()), uint8(ISessionValidator.Status.Enabled), "enabled");
        terms = terms.revoked();
        _checkTerms(terms, own, lane, duration, validAfter, paymaster);
        assertEq(uint8(terms.status()), uint8(ISessionValidator.Status.Revoked), "revoked");
        assertEq(uint8(Terms.wrap(0).status()), uint8(ISessionValidator.Status.None), "none");
        assertEq(uint8(Terms.wrap(0).revoked().status()), uint8(ISessionValidator.Status.Revoked), "before use");
    }

    function testFuzz_rule_givesBackWhatWasPacked(bytes4 selector, uint8 spendWord, bool isValued, uint256 bounds)
        public
        pure
    {
        bounds = bound(bounds, 0, 15);
        Rule rule = RuleLibrary.pack(selector, spendWord, isValued, bounds);
        assertTrue(rule.isGranted(), "granted, also when all of it is zero");
        assertEq(rule.selector(), selector, "selector");
        assertEq(rule.spendWord(), spendWord, "spend word");
        assertEq(rule.isValued(), isValued, "value");
        assertEq(rule.boundCount(), bounds, "bounds");
        assertFalse(Rule.wrap(0).isGranted(), "none");
    }

    /// @dev Five to a page, each is found as it was packed, whatever stands beside it, and nothing else is.
    function testFuzz_page_givesBackWhatWasAdded(bytes4[5] memory selectors, uint256 seed, bytes4 other) public pure {
        RulePage page;
        Rule[5] memory rules;
        for (uint256 i = 0; i < 5; ++i) {
            selectors[i] = bytes4(uint32(uint256(uint32(selectors[i])) / 8 * 8 + i));
            if (other == selectors[i]) other = 0xffffffff;
            uint256 draw = uint256(keccak256(abi.encode(seed, i)));
            rules[i] = RuleLibrary.pack(selectors[i], uint8(draw), draw >> 255 == 0, uint8(draw >> 8) % 16);
            assertFalse(page.isFull(), "room for five");
            assertFalse(page.find(selectors[i]).isGranted(), "not before it is added");
            page = page.add(rules[i]);
        }
        assertTrue(page.isFull(), "five are all");
        for (uint256 i = 0; i < 5; ++i) {
            assertEq(Rule.unwrap(page.find(selectors[i])), Rule.unwrap(rules[i]), "as it was packed");
        }
        assertFalse(page.find(other).isGranted(), "nothing else");
        assertFalse(RulePage.wrap(0).find(0).isGranted(), "nothing on an empty page");
    }

    function testFuzz_voucherState_givesBackWhatWasPacked(Voucher memory voucher, uint16 generation, bool denied)
        public
        pure
    {
        voucher.validUntil = uint48(bound(voucher.validUntil, 1, type(uint40).max));
        VoucherState state = VoucherState.wrap(0).deny(denied).register(voucher, generation);
        _checkVoucher(state, voucher, denied, voucher.maxWei);
        assertTrue(state.isRegistered(generation), "registered");
        assertFalse(state.isRegistered(generation ^ 1), "in its generation only");
        assertFalse(VoucherState.wrap(0).deny(true).isRegistered(0), "denied is not registered");
        _checkVoucher(state.deny(!denied), voucher, !denied, voucher.maxWei);
    }

    function testFuzz_voucherState_isNotRefilled_byShowingItAgain(
        Voucher memory voucher,
        uint96 cost,
        uint96 maxWei,
        uint16 generation
    ) public pure {
        voucher.validUntil = uint48(bound(voucher.validUntil, 1, type(uint40).max));
        cost = uint96(bound(cost, 0, voucher.maxWei));
        VoucherState state = VoucherState.wrap(0).register(voucher, 1).reserve(cost);
        uint96 left = voucher.maxWei - cost;
        voucher.maxWei = maxWei;
        _checkVoucher(state.register(voucher, generation), voucher, false, left < maxWei ? left : maxWei);
    }

    function testFuzz_voucherState_reservesAndGivesBackTheAmountOnly(
        Voucher memory voucher,
        uint96 cost,
        uint256 back,
        bool denied
    ) public pure {
        voucher.validUntil = uint48(bound(voucher.validUntil, 1, type(uint40).max));
        cost = uint96(bound(cost, 0, voucher.maxWei));
        back = bound(back, 0, type(uint128).max);
        VoucherState state = VoucherState.wrap(0).deny(denied).register(voucher, 1).reserve(cost);
        _checkVoucher(state, voucher, denied, voucher.maxWei - cost);
        uint256 sum = uint256(voucher.maxWei) - cost + back;
        uint96 expected = sum > type(uint96).max ? type(uint96).max : uint96(sum);
        _checkVoucher(state.giveBack(back), voucher, denied, expected);
    }

    /// @dev The pictures of the words, as their files draw them: who reads the storage of others' sessions relies on them.
    function test_pictures() public pure {
        uint256 budget = Budget.unwrap(BudgetLibrary.pack(0x11111111, 0x22222222, 0x3333, 0x4444, 0x5555).ended());
        assertEq(budget, 0x01_11111111_22222222_3333_000000000000000000004444_000000000000005555, "budget");
        uint256 terms = Terms.unwrap(TermsLibrary.pack(true, 0x11111111, 0x2222, 0x33333333, address(0x4444)));
        assertEq(terms, 0x01_01_11111111_2222_33333333_0000000000000000000000000000000000004444, "terms");
        terms = Terms.unwrap(Terms.wrap(terms).revoked());
        assertEq(terms, 0x02_01_11111111_2222_33333333_0000000000000000000000000000000000004444, "revoked terms");
        Rule rule = RuleLibrary.pack(0x11111111, 0x22, true, 3);
        assertEq(Rule.unwrap(rule), 0x11111111_22_c3, "rule");
        RulePage page = RulePage.wrap(0).add(rule).add(RuleLibrary.pack(0x44444444, 0, false, 0));
        assertEq(RulePage.unwrap(page), 0x44444444_00_80_11111111_22_c3, "page");
        Voucher memory voucher = Voucher(address(1), 0, 0, 0, 0x2222222222, 0x5555, 0x4444, 0x3333);
        uint256 state = VoucherState.unwrap(VoucherState.wrap(0).deny(true).register(voucher, 0x1111));
        assertEq(state, 0x01_1111_2222222222_000000003333_000000004444_000000000000000000005555, "voucher");
    }

    function _checkBudget(Budget budget, uint32 end, uint32 epoch, uint16 actions, uint96 spend, uint72 gas)
        private
        pure
    {
        assertEq(budget.validUntil(), end, "end");
        assertEq(budget.epoch(), epoch, "epoch");
        assertEq(budget.actionsLeft(), actions, "actions");
        assertEq(budget.spendLeft(), spend, "spend");
        assertEq(budget.gasLeftWei(), gas, "gas");
    }

    function _checkTerms(Terms terms, bool own, uint32 lane, uint16 duration, uint32 validAfter, address paymaster)
        private
        pure
    {
        assertEq(terms.hasOwnLane(), own, "own lane");
        assertEq(terms.lane(), lane, "lane");
        assertEq(terms.duration(), duration, "duration");
        assertEq(terms.validAfter(), validAfter, "validAfter");
        assertEq(terms.paymaster(), paymaster, "paymaster");
    }

    function _checkVoucher(VoucherState state, Voucher memory voucher, bool denied, uint96 available) private pure {
        assertEq(state.isDenied(), denied, "denied");
        assertEq(state.availableWei(), available, "available");
        assertEq(state.validUntil(), voucher.validUntil, "end");
        assertEq(state.maxFeePerGas(), _atMost48(voucher.maxFeePerGas), "fee");
        assertEq(state.maxPriorityFeePerGas(), _atMost48(voucher.maxPriorityFeePerGas), "priority fee");
    }

    function _atMost48(uint96 value) private pure returns (uint48) {
        return value > type(uint48).max ? type(uint48).max : uint48(value);
    }
}
