// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";

import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {Sponsored} from "../support/Sponsored.sol";

/// @dev Who may move money and roles, and what is signed.
contract RolesTest is Sponsored {
    function test_whatItIs() public view {
        assertEq(address(paymaster.entryPoint()), address(entryPoint), "the canonical v0.8");
        assertEq(address(paymaster.SESSIONS()), address(validator), "the module");
        assertEq(paymaster.signer(), vm.addr(SPONSOR_KEY), "signer");
        assertEq(paymaster.watcher(), watcher, "watcher");
        assertEq(paymaster.owner(), operator, "owner");
    }

    function testFuzz_reverts_whenAStrangerTakesARoleOrMoney(address payable stranger) public {
        vm.assume(stranger != operator);
        bytes memory refusal = abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, stranger);
        vm.deal(stranger, 1 ether);
        vm.startPrank(stranger);
        vm.expectRevert(refusal);
        paymaster.setSigner(stranger);
        vm.expectRevert(refusal);
        paymaster.setWatcher(stranger);
        vm.expectRevert(refusal);
        paymaster.withdraw(stranger, 1);
        vm.expectRevert(refusal);
        paymaster.addStake{value: 1}(1);
        vm.expectRevert(refusal);
        paymaster.unlockStake();
        vm.expectRevert(refusal);
        paymaster.withdrawStake(stranger);
        vm.expectRevert(refusal);
        paymaster.renounceOwnership();
    }

    function test_reverts_whenARoleIsGivenToNobody() public {
        vm.startPrank(operator);
        vm.expectRevert(SessionPaymaster.AddressZero.selector);
        paymaster.setSigner(address(0));
        vm.expectRevert(SessionPaymaster.AddressZero.selector);
        paymaster.setWatcher(address(0));
        vm.expectRevert(SessionPaymaster.OwnerRequired.selector);
        paymaster.renounceOwnership();
    }

    function test_theWatcher_isReplacedByTheOwner() public {
        address next = makeAddr("next watcher");
        vm.expectEmit(address(paymaster));
        emit SessionPaymaster.WatcherChanged(next);
        vm.prank(operator);
        paymaster.setWatcher(next);
        vm.prank(watcher);
        vm.expectRevert(abi.encodeWithSelector(SessionPaymaster.CallerNotWatcher.selector, watcher, next));
        paymaster.allowAccount(address(account));
        vm.prank(next);
        paymaster.allowAccount(address(account));
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

    /// @dev Computed as a wallet does, from the text of its type.
    function testFuzz_whatTheSponsorSigns_isEip712(Voucher memory voucher) public view {
        bytes32 typehash = keccak256(
            "Voucher(address account,bytes32 session,uint48 validAfter,uint48 validUntil,uint64 maxWei,"
            "uint64 maxOperationWei,uint32 generation)"
        );
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Hourglass"),
                keccak256("2"),
                block.chainid,
                address(paymaster)
            )
        );
        bytes32 structHash = keccak256(bytes.concat(typehash, abi.encode(voucher)));
        assertEq(paymaster.hashVoucher(voucher), keccak256(abi.encodePacked(hex"1901", domain, structHash)));
    }
}
