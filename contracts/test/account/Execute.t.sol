// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Account as AccountBase} from "@openzeppelin/contracts/account/Account.sol";
import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";

import {Target} from "../support/Target.sol";
import {Ownership} from "../../src/account/Ownership.sol";
import {Grant} from "../support/Grant.sol";
import {StackTest} from "../support/StackTest.sol";

contract Mute {
    fallback() external {
        assembly {
            revert(0, 0)
        }
    }
}

/// @dev Single calls have their own path through PlayerAccount; they must behave and fail exactly as in ERC7579Utils.
contract ExecuteTest is StackTest {
    function setUp() public override {
        super.setUp();
        vm.deal(address(account), 1 ether);
    }

    function testFuzz_single_callsTheTargetWithValueAndData(uint256 value, uint96 amountWei) public {
        amountWei = uint96(bound(amountWei, 0, 1 ether));
        _execute(address(target), amountWei, abi.encodeCall(Target.play, (value)));
        assertEq(target.played(), value, "data");
        assertEq(target.received(), amountWei, "value");
        assertEq(target.lastCaller(), address(account), "caller");
    }

    function test_batch_callsEachWithItsValue() public {
        Execution[] memory calls = new Execution[](2);
        calls[0] = Execution(address(target), 1, abi.encodeCall(Target.play, (1)));
        calls[1] = Execution(address(target), 2, abi.encodeCall(Target.play, (2)));
        handle(ownerOperation(batch(calls)));
        assertEq(target.received(), 3, "value");
        assertEq(target.played(), 3, "data");
    }

    /// @dev As in ERC7579Utils: a call to the zero address is a call to the account itself.
    function test_single_toZero_isToTheAccountItself() public {
        bytes[] memory guardians = new bytes[](1);
        guardians[0] = ownerBytes();
        _execute(address(0), 0, abi.encodeCall(account.setGuardians, (guardians, 1)));
        assertTrue(account.ownership().guardiansHash != 0, "the account called itself");
        _execute(address(1), 0, abi.encodeCall(account.setGuardians, (new bytes[](0), 0)));
        assertTrue(account.ownership().guardiansHash != 0, "one is a precompile");
    }

    function testFuzz_single_failsWithTheReasonOfTheCall(uint256 value) public {
        vm.expectRevert(abi.encodeWithSelector(Target.Refused.selector, value));
        this.executeExternally(address(target), abi.encodeCall(Target.fail, (value)));
    }

    function test_single_failsWithFailedCall_whenTheCallGivesNoReason() public {
        Mute mute = new Mute();
        vm.expectRevert(Errors.FailedCall.selector);
        this.executeExternally(address(mute), hex"12345678");
    }

    function testFuzz_reverts_whenAStrangerTouchesTheAccount(address stranger) public {
        vm.assume(stranger != address(account) && stranger != address(entryPoint));
        bytes memory refusal = abi.encodeWithSelector(AccountBase.AccountUnauthorized.selector, stranger);
        PackedUserOperation memory op = ownerOperation(callPlay(1));
        vm.startPrank(stranger);
        vm.expectRevert(refusal);
        account.execute(bytes32(0), "");
        vm.expectRevert(refusal);
        account.installModule(1, address(target), "");
        vm.expectRevert(refusal);
        account.uninstallModule(1, address(validator), "");
        vm.expectRevert(refusal);
        account.validateUserOp(op, bytes32(0), 0);
        vm.expectRevert();
        account.executeFromExecutor(bytes32(0), abi.encodePacked(address(target), uint256(0)));
    }

    function test_whatItIs() public view {
        assertEq(address(account.entryPoint()), address(entryPoint), "EntryPoint v0.8");
        assertEq(account.accountId(), "hourglass.playeraccount.2.0.0", "id");
        assertEq(address(account.SESSION_VALIDATOR()), address(validator), "module");
        assertEq(account.DEVICE_VERIFIER(), address(verifier), "verifier of device keys");
        assertEq(account.DELAY(), 1 days, "delay");
        assertTrue(account.isPlayTarget(address(target)), "play");
        assertFalse(account.isPlayTarget(address(account)), "not itself");
        assertFalse(account.isPlayTarget(address(0)), "nobody");
    }

    function test_reverts_whenDeployedWithoutADelay() public {
        bytes memory arguments = abi.encode(validator, verifier, uint48(0), playTargets(), operator);
        vm.expectRevert(abi.encodeWithSelector(Ownership.DelayInvalid.selector, 0));
        this.deployExternally(arguments);
    }

    /// @dev For a session's operation and for the owner's.
    function test_whatTheDepositLacks_theAccountPays() public {
        vm.prank(address(account));
        entryPoint.withdrawTo(bundler, 10 ether);
        Grant memory grant = makeGrant();
        grant.paymaster = address(0);
        vm.deal(address(account), 0);
        expectFailed(first(grant, callPlay(1), hint(0)), "AA21 didn't pay prefund");
        expectFailed(ownerOperation(callPlay(1)), "AA21 didn't pay prefund");
        vm.deal(address(account), 1 ether);
        handle(first(grant, callPlay(1), hint(0)));
        assertEq(target.played(), 1, "played");
        uint256 left = address(account).balance;
        assertLt(left, 1 ether, "the session's");
        uint256 deposit = entryPoint.balanceOf(address(account));
        vm.prank(address(account));
        entryPoint.withdrawTo(bundler, deposit);
        handle(ownerOperation(callPlay(2)));
        assertEq(target.played(), 3, "played again");
        assertLt(address(account).balance, left, "the owner's");
    }

    /// @dev One call deeper, which expectRevert needs, here and below.
    function deployExternally(bytes memory arguments) external {
        vm.deployCode(artifact("PlayerAccountFactory"), arguments);
    }

    function executeExternally(address to, bytes memory data) external {
        _execute(to, 0, data);
    }

    function _execute(address to, uint256 value, bytes memory data) private {
        vm.prank(address(entryPoint));
        account.execute(bytes32(0), abi.encodePacked(to, value, data));
    }
}
