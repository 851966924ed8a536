// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IEntryPoint} from "@account-abstraction/contracts/interfaces/IEntryPoint.sol";

import {Voucher} from "../../src/paymaster/Voucher.sol";
import {Grant} from "../support/Grant.sol";
import {Hostile} from "../support/Hostile.sol";
import {Sponsored} from "../support/Sponsored.sol";

/// @dev Any code may act as an account. Whatever it does, the sponsor loses what it signed, and nothing more.
contract HostileAccountTest is Sponsored {
    Hostile private _hostile;

    function setUp() public override {
        super.setUp();
        _hostile = new Hostile(validator);
    }

    function test_anHonestOne_isPaidFor() public {
        Grant memory grant = _grant(7);
        handle(_first(grant));
        handle(_use(grant));
    }

    function test_fails_whenItDoesNotAsk() public {
        _hostile.set(true, false);
        expectFailed(_first(_grant(7)), "AA34 signature error");
        Grant memory grant = _shown(8);
        _hostile.set(true, false);
        expectFailed(_use(grant), "AA34 signature error");
    }

    function test_fails_whenItAsksAboutACheaperOperation() public {
        Grant memory grant = _shown(7);
        _hostile.set(true, false);
        PackedUserOperation memory op = _use(grant);
        PackedUserOperation memory cheap = _use(grant);
        cheap.preVerificationGas -= 1;
        _hostile.plan(cheap, entryPointHash(op));
        expectFailed(op, "AA34 signature error");
    }

    function test_fails_whenItClaimsAnotherHash() public {
        Grant memory grant = _shown(7);
        _hostile.set(true, false);
        PackedUserOperation memory op = _use(grant);
        _hostile.plan(op, keccak256("another"));
        expectFailed(op, "AA34 signature error");
    }

    /// @dev A credit for another paymaster's session does not count here.
    function test_fails_whenTheCreditIsAnotherPaymasters() public {
        Grant memory grant = _grant(8);
        grant.paymaster = address(this);
        PackedUserOperation memory other = operation(grant, callPlay(1));
        other.paymasterAndData = abi.encodePacked(address(this), uint128(100_000), uint128(0));
        other = signFirst(other, grant, hint(0));
        PackedUserOperation memory op = _use(_shown(7));
        _hostile.set(true, false);
        _hostile.plan(other, entryPointHash(op));
        expectFailed(op, "AA34 signature error");
    }

    /// @dev One operation's credit cannot pay for a second one: their hashes differ, and credits end with the transaction.
    function test_fails_whenACreditIsUsedTwice() public {
        Grant memory grant = _shown(7);
        PackedUserOperation memory op = _use(grant);
        handle(op);
        _hostile.set(true, false);
        PackedUserOperation memory next = _use(grant);
        _hostile.plan(next, entryPointHash(op));
        expectFailed(next, "AA34 signature error");
    }

    /// @dev The voucher of one session, with the credit of another.
    function test_fails_whenTheVoucherIsAnotherSessions() public {
        Grant memory grant = _grant(7);
        PackedUserOperation memory op = operation(_grant(8), callPlay(1));
        op.paymasterAndData = sponsored(voucherFor(grant));
        expectFailed(signFirst(op, _grant(8), hint(0)), "AA34 signature error");
    }

    /// @dev Its credit stays until the transaction ends, but who ended the session shows no voucher for it.
    function test_fails_whenItEndsTheSessionBeforeItsVoucherIsShown() public {
        Grant memory grant = _grant(7);
        PackedUserOperation memory op = _first(grant);
        _hostile.planLast(abi.encodeCall(validator.revoke, (sessionOf(grant))));
        expectFailed(op, "AA34 signature error");
    }

    /// @dev It asks about five operations before the first voucher is shown, so each of them has a credit without a cap; then
    /// each shows the same voucher. The budget is five times the voucher's amount.
    function test_creditsGatheredInAdvance_payOnce() public {
        _gather(5, true);
    }

    /// @dev The same with a grant that its owner never signed: only its credits remain in the module.
    function test_creditsOfAGrantThatNobodySigned_payNothing() public {
        _gather(5, false);
    }

    /// @dev Also within the transaction that asked.
    function test_aGrantThatNobodySigned_leavesNoCredit() public {
        for (uint256 i = 0; i < 2; ++i) {
            bool signs = i == 0;
            Grant memory grant = _grant(uint32(7 + i));
            PackedUserOperation memory op = _first(grant);
            bytes32 hash = entryPointHash(op);
            _hostile.set(signs, true);
            _hostile.validateUserOp(op, hash, 0);
            vm.prank(address(paymaster));
            (bytes32 session,) = validator.countedBy(address(_hostile), hash, maxCostOf(op));
            assertEq(session, signs ? sessionOf(grant) : bytes32(0));
        }
    }

    function _gather(uint256 count, bool signs) private {
        Grant memory grant = _grant(7);
        PackedUserOperation[] memory ops = new PackedUserOperation[](count);
        uint256 cost = maxCostOf(_first(grant));
        Voucher memory voucher = voucherFor(grant);
        voucher.maxWei = uint64(cost);
        grant.maxGasWei = uint64(cost * count);
        _hostile.set(signs, false);
        for (uint256 i = 0; i < count; ++i) {
            ops[i] = operation(grant, callPlay(1));
            ops[i].nonce += i;
            ops[i].paymasterAndData = sponsored(voucher);
            ops[i] = signs && i != 0 ? signUse(ops[i], grant, hint(0)) : signFirst(ops[i], grant, hint(0));
            _hostile.plan(ops[i], entryPointHash(ops[i]));
        }
        vm.expectRevert(abi.encodeWithSelector(IEntryPoint.FailedOp.selector, signs ? 1 : 0, "AA34 signature error"));
        this.handleAll(ops);
    }

    /// @dev Five operations of one session in one bundle share one budget.
    function testFuzz_theLossFormula_holdsForFiveOperationsInOneBundle(uint64 budget) public {
        Grant memory grant = _grant(7);
        PackedUserOperation memory op = _first(grant);
        uint256 cost = maxCostOf(op);
        grant.maxGasWei = uint64(bound(budget, cost, cost * 5));
        uint256 before = entryPoint.balanceOf(address(paymaster));
        uint256 paid;
        for (uint256 count = 5; count > 0; --count) {
            PackedUserOperation[] memory ops = new PackedUserOperation[](count);
            for (uint256 i = 0; i < count; ++i) {
                ops[i] = operation(grant, callPlay(1));
                ops[i].nonce += i;
                if (i == 0) ops[i].paymasterAndData = sponsored(voucherFor(grant));
                ops[i] = i == 0 ? signFirst(ops[i], grant, hint(0)) : signUse(ops[i], grant, hint(0));
                paid += maxCostOf(ops[i]);
            }
            try this.handleAll(ops) {
                break;
            } catch {
                paid = 0;
            }
        }
        assertGt(paid, 0, "one at least");
        assertLe(paid, grant.maxGasWei, "what was authorised");
        assertLe(lostSince(before), grant.maxGasWei, "what was taken");
        assertEq(validator.sessionOf(grant.account, sessionOf(grant)).gasLeftWei, grant.maxGasWei - paid, "counted");
    }

    function handleAll(PackedUserOperation[] calldata ops) external {
        handle(ops);
    }

    function _grant(uint32 number) private view returns (Grant memory grant) {
        grant = makeGrant();
        grant.account = address(_hostile);
        grant.nonceKey = laneOf(number);
        grant.epoch = 0;
    }

    function _first(Grant memory grant) private view returns (PackedUserOperation memory) {
        return first(grant, callPlay(1), hint(0));
    }

    function _use(Grant memory grant) private view returns (PackedUserOperation memory) {
        return use(grant, callPlay(1), hint(0));
    }

    function _shown(uint32 number) private returns (Grant memory grant) {
        _hostile.set(true, true);
        grant = _grant(number);
        handle(_first(grant));
    }
}
