// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev Who may deny, rotate, and move money.
contract RolesTest is StackTest {
    function setUp() public override {
        super.setUp();
        enable(makeGrant());
    }

    function test_signerAndEntryPoint_areShown() public {
        assertEq(address(paymaster.entryPoint()), address(entryPoint), "the canonical v0.8");
        assertEq(paymaster.signer(), vm.addr(SPONSOR_KEY), "the first signer");
        vm.prank(operator);
        paymaster.setSigner(guardian);
        assertEq(paymaster.signer(), guardian, "the new one");
    }

    function test_deniedAccount_isNotPaidFor_untilItIsAllowedAgain() public {
        PackedUserOperation memory op = signUse(operation(callPlay(1)));
        vm.expectEmit(address(paymaster));
        emit SessionPaymaster.AccountDenied(address(account), true);
        vm.prank(guardian);
        paymaster.setAccountDenied(address(account), true);
        expectUnpaid(op, abi.encodeWithSelector(SessionPaymaster.AccountIsDenied.selector, account));
        vm.prank(guardian);
        paymaster.setAccountDenied(address(account), false);
        handle(op);
    }

    function test_deniedAccount_isTheOnlyOneThatIsNotPaidFor() public {
        vm.prank(guardian);
        paymaster.setAccountDenied(makeAddr("another"), true);
        handle(signUse(operation(callPlay(1))));
        assertEq(target.played(), 1, "paid for");
    }

    /// @dev Operations pay for looking an account up only as long as somebody is denied.
    function test_deniedAccounts_areLookedUpOnlyWhileThereIsOne() public {
        handle(signUse(operation(callPlay(1))));
        uint256 before = _readsOfAnOperation();
        vm.prank(guardian);
        paymaster.setAccountDenied(makeAddr("another"), true);
        assertEq(_readsOfAnOperation(), before + 1, "one more while somebody is denied");
        vm.prank(guardian);
        paymaster.setAccountDenied(makeAddr("another"), false);
        assertEq(_readsOfAnOperation(), before, "and no more afterwards");
    }

    function _readsOfAnOperation() private returns (uint256) {
        PackedUserOperation memory op = signUse(operation(callPlay(1)));
        vm.record();
        handle(op);
        (bytes32[] memory reads,) = vm.accesses(address(paymaster));
        return reads.length;
    }

    function test_deniedVoucher_isNotPaidFor_andKeepsItsCounter() public {
        handle(signUse(operation(callPlay(1))));
        uint256 available = availableWei();
        vm.expectEmit(address(paymaster));
        emit SessionPaymaster.VoucherDenied(address(account), sessionId(), lane(), true);
        vm.prank(guardian);
        paymaster.setVoucherDenied(address(account), sessionId(), lane(), true);
        PackedUserOperation memory op = signUse(operation(callPlay(1)));
        expectUnpaid(op, abi.encodeWithSelector(SessionPaymaster.VoucherIsDenied.selector, account, sessionId()));
        vm.prank(operator);
        paymaster.setVoucherDenied(address(account), sessionId(), lane(), false);
        assertEq(availableWei(), available, "what is left stands");
        handle(op);
    }

    function test_deniedVoucher_isDeniedBeforeItIsShownToo() public {
        vm.prank(guardian);
        paymaster.setVoucherDenied(address(account), sessionId(), lane(), true);
        assertFalse(paymaster.voucherOf(address(account), sessionId(), lane()).isRegistered, "never shown");
        assertTrue(paymaster.voucherOf(address(account), sessionId(), lane()).isDenied, "denied");
        expectUnpaid(
            signUse(operation(callPlay(1))),
            abi.encodeWithSelector(SessionPaymaster.VoucherIsDenied.selector, account, sessionId())
        );
    }

    /// @dev Accounts are looked up only while some account is denied; the count must follow every change.
    function testFuzz_deniedAccounts_areCountedOnceEach(uint8[24] memory steps) public {
        for (uint256 i = 0; i < steps.length; ++i) {
            vm.prank(guardian);
            paymaster.setAccountDenied(address(uint160(1 + steps[i] % 3)), steps[i] % 2 == 0);
        }
        vm.prank(guardian);
        paymaster.setAccountDenied(address(account), true);
        for (uint160 other = 1; other <= 3; ++other) {
            vm.prank(guardian);
            paymaster.setAccountDenied(address(other), false);
        }
        expectUnpaid(
            signUse(operation(callPlay(1))), abi.encodeWithSelector(SessionPaymaster.AccountIsDenied.selector, account)
        );
    }

    function testFuzz_reverts_whenAStrangerDenies(address stranger) public {
        vm.assume(stranger != guardian && stranger != operator);
        bytes memory refusal = abi.encodeWithSelector(SessionPaymaster.CallerNotGuardian.selector, stranger, guardian);
        vm.startPrank(stranger);
        vm.expectRevert(refusal);
        paymaster.setAccountDenied(address(account), true);
        vm.expectRevert(refusal);
        paymaster.setVoucherDenied(address(account), sessionId(), lane(), true);
    }

    function test_rotatedSigner_vouchersOfTheOldOneEndAtOnce() public {
        PackedUserOperation memory op = signUse(operation(callPlay(1)));
        vm.prank(operator);
        paymaster.setSigner(vm.addr(THIEF_KEY));
        expectFailed(op, "AA34 signature error");
        op.paymasterAndData = sponsored(makeVoucher(), THIEF_KEY, 50_000);
        handle(signUse(op));
    }

    /// @dev The owner's role is the only way to deposit and stake.
    function test_reverts_whenTheOwnerWouldLeaveNobodyBehind() public {
        vm.expectRevert(SessionPaymaster.OwnerRequired.selector);
        vm.prank(operator);
        paymaster.renounceOwnership();
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, address(this)));
        paymaster.renounceOwnership();
    }

    function testFuzz_reverts_whenAStrangerTakesARoleOrMoney(address payable stranger) public {
        vm.assume(stranger != operator);
        bytes memory refusal = abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, stranger);
        vm.deal(stranger, 1 ether);
        vm.startPrank(stranger);
        vm.expectRevert(refusal);
        paymaster.setSigner(stranger);
        vm.expectRevert(refusal);
        paymaster.setGuardian(stranger);
        vm.expectRevert(refusal);
        paymaster.withdraw(stranger, 1);
        vm.expectRevert(refusal);
        paymaster.addStake{value: 1}(1);
        vm.expectRevert(refusal);
        paymaster.unlockStake();
        vm.expectRevert(refusal);
        paymaster.withdrawStake(stranger);
    }

    function test_reverts_whenARoleIsGivenToNobody() public {
        vm.startPrank(operator);
        vm.expectRevert(SessionPaymaster.AddressZero.selector);
        paymaster.setSigner(address(0));
        vm.expectRevert(SessionPaymaster.AddressZero.selector);
        paymaster.setGuardian(address(0));
    }

    function test_guardian_isReplacedByTheOwner() public {
        address next = makeAddr("next guardian");
        vm.prank(operator);
        paymaster.setGuardian(next);
        vm.prank(guardian);
        vm.expectRevert(abi.encodeWithSelector(SessionPaymaster.CallerNotGuardian.selector, guardian, next));
        paymaster.setAccountDenied(address(account), true);
        vm.prank(next);
        paymaster.setAccountDenied(address(account), true);
        assertTrue(paymaster.isDenied(address(account)), "denied");
    }

    function testFuzz_deposit_isAnybodysToGiveAndTheOwnersToTake(uint64 amount) public {
        uint256 before = entryPoint.balanceOf(address(paymaster));
        paymaster.deposit{value: amount}();
        assertEq(entryPoint.balanceOf(address(paymaster)), before + amount, "given");
        address payable to = payable(makeAddr("to"));
        vm.prank(operator);
        paymaster.withdraw(to, amount);
        assertEq(to.balance, amount, "taken");
    }

    function test_stake_isAddedUnlockedAndWithdrawnByTheOwner() public {
        vm.deal(operator, 1 ether);
        vm.startPrank(operator);
        paymaster.addStake{value: 1 ether}(1 days);
        assertTrue(entryPoint.getDepositInfo(address(paymaster)).staked, "staked");
        paymaster.unlockStake();
        vm.warp(vm.getBlockTimestamp() + 1 days + 1);
        paymaster.withdrawStake(payable(operator));
        assertEq(operator.balance, 1 ether, "back");
    }

    function test_ownership_movesInTwoSteps() public {
        address next = makeAddr("next operator");
        vm.prank(operator);
        paymaster.transferOwnership(next);
        assertEq(paymaster.owner(), operator, "not yet");
        vm.prank(next);
        paymaster.acceptOwnership();
        assertEq(paymaster.owner(), next, "accepted");
    }
}
