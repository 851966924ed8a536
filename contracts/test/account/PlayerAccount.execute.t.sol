// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";

import {Target} from "../support/Target.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev Fails without a word.
contract Silent {
    fallback() external {
        assembly {
            revert(0, 0)
        }
    }
}

/// @dev Single calls take a way of their own through PlayerAccount; they must mean and fail what ERC7579Utils makes of them.
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

    /// @dev As in ERC7579Utils: a call to nobody is one to the account itself.
    function test_single_toZero_isToTheAccountItself() public {
        bytes memory newOwner = abi.encodePacked(vm.addr(THIEF_KEY));
        _execute(address(0), 0, abi.encodeCall(account.setOwner, (newOwner)));
        assertEq(account.owner(), newOwner, "the account called itself");
        assertEq(address(0).balance, 0, "nothing was sent to nobody");
    }

    /// @dev One is the identity of a precompile, not of the account.
    function test_single_toOne_isNotToTheAccount() public {
        bytes memory before = account.owner();
        _execute(address(1), 0, abi.encodeCall(account.setOwner, (abi.encodePacked(vm.addr(THIEF_KEY)))));
        assertEq(account.owner(), before, "owner");
    }

    function testFuzz_single_failsWithTheReasonOfTheCall(uint256 value) public {
        vm.expectRevert(abi.encodeWithSelector(Target.Refused.selector, value));
        this.executeExternally(address(target), abi.encodeCall(Target.fail, (value)));
    }

    function test_single_failsWithFailedCall_whenTheCallGivesNoReason() public {
        Silent silent = new Silent();
        vm.expectRevert(Errors.FailedCall.selector);
        this.executeExternally(address(silent), hex"12345678");
    }

    /// @dev One call deep, as expectRevert needs it.
    function executeExternally(address to, bytes memory data) external {
        _execute(to, 0, data);
    }

    function _execute(address to, uint256 value, bytes memory data) private {
        vm.prank(address(entryPoint));
        account.execute(bytes32(0), abi.encodePacked(to, value, data));
    }
}
